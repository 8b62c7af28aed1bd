package dev.leat.breaking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An address before a real server, whose way there can be made slow: so many bytes a second on each connection. Back from the server nothing is. */
final class Throttle implements AutoCloseable {
    private static final int PIECES_A_SECOND = 10;

    private final ServerSocket listening;
    private final URI server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int bytesPerSecond = Integer.MAX_VALUE;

    /** @param server its address, with a port */
    Throttle(String server) {
        this.server = URI.create(server);
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String address() {
        return server.getScheme() + "://127.0.0.1:" + listening.getLocalPort();
    }

    void limit(int bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    void free() {
        bytesPerSecond = Integer.MAX_VALUE;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                threads.execute(() -> pump(client, behind, true));
                threads.execute(() -> pump(behind, client, false));
            } catch (IOException closed) {
                return; // the test is over, or the server is away, which ends the test
            }
        }
    }

    /** Until one of the two hangs up, which is told to the other. */
    private void pump(Socket from, Socket to, boolean slow) {
        byte[] bytes = new byte[1 << 16];
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int got = in.read(bytes, 0, most(slow, bytes.length)); got >= 0; got = in.read(bytes, 0, most(slow, bytes.length))) {
                out.write(bytes, 0, got);
                out.flush();
                if (slow && bytesPerSecond < Integer.MAX_VALUE) {
                    Thread.sleep(1000 / PIECES_A_SECOND);
                }
            }
        } catch (IOException hungUp) {
            return;
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private int most(boolean slow, int length) {
        return slow ? Math.max(1, Math.min(length, bytesPerSecond / PIECES_A_SECOND)) : length;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
