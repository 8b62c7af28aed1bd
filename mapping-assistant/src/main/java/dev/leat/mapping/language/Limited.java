package dev.leat.mapping.language;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body up to a length; a longer one fails before it fills the memory. */
final class Limited implements HttpResponse.BodySubscriber<byte[]> {
    /** The body is longer. */
    static final class TooLong extends IOException {
        TooLong() {
            super("the answer is too long");
        }
    }

    private final HttpResponse.BodySubscriber<byte[]> body = HttpResponse.BodySubscribers.ofByteArray();
    private final long most;
    private long seen;
    private boolean failed;
    private Flow.Subscription subscription;

    Limited(long most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        body.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (failed) {
            return;
        }
        seen += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (seen > most) {
            failed = true;
            subscription.cancel();
            body.onError(new TooLong());
        } else {
            body.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable error) {
        body.onError(error);
    }

    @Override
    public void onComplete() {
        if (!failed) {
            body.onComplete();
        }
    }
}
