package dev.leat.bench;

import dev.leat.connect.embedded.Server;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import dev.leat.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Users to Elasticsearch with a mapping and three transformers, by way of the lake, against the same rows without any; in one warm process. */
final class Search implements Benchmark {
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        long many = Math.max(1000, ground.rows() / 4);
        long few = Math.max(1000, ground.rows() / 40);
        Path folder = ground.folder("search");
        for (int round = 0; round <= ROUNDS; round++) {
            scene(ground, folder.resolve("leat-" + round), ground.users(round == 0 ? few : many), "leat_" + round);
        }
        Server postgres = ground.postgres();
        Shell.Ended ended = ground.shell().java(Ground.options("1g"), Search.class.getName(), folder.toString(), postgres.address(), postgres.user().orElseThrow(),
            ground.elasticsearch().address(), ground.users(few), String.valueOf(few), ground.users(many), String.valueOf(many));
        Ground.remove(folder);
        return List.of(Figure.faster("to Elasticsearch", Rounds.parsed(ended.output()), 0.9, 1.3));
    }

    private static void scene(Ground ground, Path folder, String table, String index) {
        Scene.in(folder, ground.postgres(), Scene.elasticsearch(ground.elasticsearch())).pipeline("P", table, index, """
            capture: {incremental: updated_at}
            transformers:
              - {type: hash, name: Hash, columns: [email_hash], salt: "pepper"}
              - {type: anonymize, name: Anonymize, columns: {phone: mask, birth_date: year}}
              - {type: lookup, name: Enrich, auxiliary: preferences, match: {user_id: user_id}, take: [theme, locale]}
            auxiliary:
              preferences: {connection: db, entity: %s_preferences}
            """.formatted(table), Fields.user()).approved();
    }

    /** The measured process: folder, URL, user, Elasticsearch, then table and rows of the warm-up and of the others. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String password = Files.readString(folder.resolve("leat-0/password"));
        SparkSession spark = Leat.open(folder.resolve("leat-0")).spark(Size.LARGE);
        Rounds.inside(System.out, ROUNDS, round -> new Scene(folder.resolve("leat-" + round)).run(Step.all()), round -> {
            int at = round == 0 ? 4 : 6;
            new Yardstick(spark, arguments[1], arguments[2], password, arguments[at], Long.parseLong(arguments[at + 1])).toElasticsearch(arguments[3], "by_hand_" + round);
        });
        System.exit(0);
    }
}
