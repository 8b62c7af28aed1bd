/** Airflow: the DAG files of flows, and everything that is asked of its REST API. */
package dev.leat.airflow;
