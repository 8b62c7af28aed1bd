/** How flows stand, from the lake and from Airflow together. */
package dev.leat.status;
