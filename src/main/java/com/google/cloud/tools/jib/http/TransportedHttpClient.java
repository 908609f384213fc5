package com.google.cloud.tools.jib.http;

import com.google.api.client.http.HttpTransport;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/**
 * Jib's HTTP client over transports that it is given. Its constructor for them is seen in its own package alone, so this class lies there,
 * where the compiler notices a Jib that has it no longer.
 */
@NullMarked
public class TransportedHttpClient extends FailoverHttpClient {

    /** What connections are made by; Jib asks for a new one for each call. */
    public record Transports(Supplier<HttpTransport> secure, Supplier<HttpTransport> insecure) {}

    /**
     * A client, which tries nothing twice: whoever calls knows what may be tried again, and says so.
     *
     * @param insecure whether plain HTTP and untrusted certificates are accepted
     * @param loginsOverHttp whether logins go over plain HTTP too
     */
    public TransportedHttpClient(boolean insecure, boolean loginsOverHttp, Transports transports) {
        super(insecure, loginsOverHttp, event -> {}, transports.secure(), transports.insecure(), false);
    }
}
