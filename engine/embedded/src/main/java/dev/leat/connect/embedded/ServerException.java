package dev.leat.connect.embedded;

/** A server could not be started, adopted or stopped. The message reads <i>where: what. How to fix.</i> */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is: {@code WORKSPACE} needs a change by the user, after {@code MACHINE} trying again can help. */
    public enum Kind { WORKSPACE, MACHINE }

    private final Kind kind;

    private ServerException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public static ServerException workspace(String message) {
        return new ServerException(Kind.WORKSPACE, message, null);
    }

    public static ServerException workspace(String message, Throwable cause) {
        return new ServerException(Kind.WORKSPACE, message, cause);
    }

    public static ServerException machine(String message) {
        return new ServerException(Kind.MACHINE, message, null);
    }

    public static ServerException machine(String message, Throwable cause) {
        return new ServerException(Kind.MACHINE, message, cause);
    }

    public Kind kind() {
        return kind;
    }
}
