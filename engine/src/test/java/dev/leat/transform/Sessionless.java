package dev.leat.transform;

import org.apache.spark.sql.SparkSession;

/** What the light front does, in a JVM of its own and without Spark's JVM options. */
final class Sessionless {
    private Sessionless() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        Trial trial = Trial.source("id int, email string").map("id", "id").map("email", "lower(trim(email))")
            .then("{type: hash, name: H, columns: [email], salt: '${env:NOT_SET_HERE}'}");
        int fields = trial.program().fields().size();
        System.out.println("parsed and compiled in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        if (!SparkSession.getDefaultSession().isEmpty() || !SparkSession.getActiveSession().isEmpty()) {
            throw new IllegalStateException("a session was started");
        }
        System.out.println("compiled " + fields + " fields without a session");
    }
}
