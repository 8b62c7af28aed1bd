package dev.leat.connect.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One port whose bytes go to another port, which may change. */
final class Forward implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile int target;

    Forward(int target) throws IOException {
        this.target = target;
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void to(int port) {
        target = port;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket from = socket.accept();
                daemon(() -> join(from));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket from) {
        try (from; Socket to = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread back = daemon(() -> copy(to, from));
            copy(from, to);
            back.join();
        } catch (IOException | InterruptedException broken) {
            Thread.currentThread().interrupt();
        }
    }

    /** When one end breaks, both do. */
    private static void copy(Socket from, Socket to) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            Thread.yield();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
