package dev.leat.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** How long an event is on its way from Kafka until Redis has it, at a thousand events a second. */
final class LiveTopic implements Benchmark {
    private static final int KEYS = 20_000;
    private static final int PER_SECOND = 1_000;
    private static final int WARM_SECONDS = 30;
    private static final int SECONDS = 60;

    @Override
    public String name() {
        return "live-topic";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Records records = new Records(ground.kafka().address());
        records.make("live");
        Path folder = ground.folder("live-topic");
        Delays delays = new Delays();
        try (KafkaProducer<String, byte[]> producer = records.producer(); Jedis jedis = new Jedis(URI.create(ground.redis().address()))) {
            producer.send(event(0)); // tells the columns
            producer.flush();
            Scene.between(folder, "{type: kafka, url: \"" + ground.kafka().address() + "\"}", "{type: redis, url: \"" + ground.redis().address() + "\"}")
                .pipeline("P", "live", "'live:{id}'", "capture: stream\nkey: [id]", Map.of("id", "id", "n", "n", "name", "upper(name)")).every("0s").approved();
            try (Followed flow = new Followed(ground.shell().home(), folder, "F")) {
                while (!jedis.exists("live:0")) {
                    flow.alive();
                    pause(200);
                }
                events(producer, jedis, flow, delays, 1, WARM_SECONDS * PER_SECOND);
                delays.forget();
                events(producer, jedis, flow, delays, 1 + WARM_SECONDS * PER_SECOND, SECONDS * PER_SECOND);
                ground.note("live-topic: " + delays);
            }
        }
        Ground.remove(folder);
        return List.of(Figure.delay("Kafka to Redis, " + PER_SECOND + " events/s", delays, 4, 1.5));
    }

    private static ProducerRecord<String, byte[]> event(long n) {
        long id = n % KEYS;
        return new ProducerRecord<>("live", String.valueOf(id), ("{\"id\":" + id + ",\"n\":" + n + ",\"name\":\"name " + id + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static void events(KafkaProducer<String, byte[]> producer, Jedis jedis, Followed flow, Delays delays, long from, long count) {
        Queue<Long> underway = new ConcurrentLinkedQueue<>();
        Thread sends = new Thread(() -> {
            long begun = System.nanoTime();
            for (long n = from; n < from + count; n++) {
                delays.committed(n);
                producer.send(event(n));
                underway.add(n);
                pause((begun + (n + 1 - from) * 1_000_000_000L / PER_SECOND - System.nanoTime()) / 1_000_000);
            }
        }, "leat-bench-send");
        sends.start();
        long patience = System.nanoTime() + (count / PER_SECOND + 60) * 1_000_000_000L;
        while ((sends.isAlive() || !underway.isEmpty()) && System.nanoTime() < patience) {
            flow.alive();
            look(jedis, underway, delays);
            pause(20);
        }
    }

    private static void look(Jedis jedis, Queue<Long> underway, Delays delays) {
        List<Long> asked = new ArrayList<>();
        List<Response<String>> found = new ArrayList<>();
        try (Pipeline pipeline = jedis.pipelined()) {
            for (Iterator<Long> next = underway.iterator(); next.hasNext() && asked.size() < 10_000;) {
                asked.add(next.next());
                found.add(pipeline.hget("live:" + asked.get(asked.size() - 1) % KEYS, "n"));
            }
        }
        for (int i = 0; i < asked.size(); i++) {
            String n = found.get(i).get();
            if (n != null && Long.parseLong(n) >= asked.get(i)) {
                delays.seen(asked.get(i));
                underway.remove(asked.get(i));
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
