/** Airflow: the DAG files of flows, where they are deployed, and what its REST API says. */
package dev.leat.airflow;
