package dev.leat.airflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Workspaces whose flows say everything that a DAG file can tell. */
final class TestFlows {
    private TestFlows() {}

    static void marketing(Path folder) {
        write(folder, "leat.yaml", """
            workspace: marketing-warehouse
            lake: ./lake
            connections:
              marketing_api: {type: http, url: "https://api.example.com", entities: {campaigns: {path: /campaigns, records: items}, daily_spend: {path: /spend, records: items}}}
              warehouse: {type: postgres, url: "jdbc:postgresql://db:5432/warehouse", user: leat}
            airflow:
              url: http://localhost:8080
              user: leat
              password: "${env:AIRFLOW_PASSWORD}"
              leat: /opt/leat/leat
              workspace: /srv/marketing warehouse
              pools: {marketing_api: 2, warehouse: 4}
              spark: {master: "spark://spark:7077", conf: {spark.executor.memory: 4g, spark.cores.max: 8}}
            """);
        write(folder, "flows/marketing.yaml", """
            flow: Marketing
            source: marketing_api
            destination: warehouse
            schedule: "0 3 * * *"
            retry: {attempts: 4, backoff: PT30S, maxBackoff: PT10M}
            timeout: 2h
            catchUp: 2026-11-01T00:00:00Z
            tags: [marketing, "daily load"]
            pipelines:
              - name: Campaigns
                source: campaigns
                destination: marketing.campaigns
                key: [id]
              - name: Daily Spend
                source: daily_spend
                destination: marketing.daily_spend
                key: [id]
              - name: Spend History
                source: daily_spend
                destination: marketing.spend_history
                key: [id]
            """);
    }

    static void write(Path folder, String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void edit(Path folder, String file, UnaryOperator<String> change) {
        try {
            write(folder, file, change.apply(Files.readString(folder.resolve(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
