package org.pyflinkimage.image;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.util.SslUtils;
import com.google.cloud.tools.jib.http.TransportedHttpClient.Transports;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.MessageConstraintException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Connections to registries, as Jib makes them, but that what Jib takes into memory has limits (errors with their bodies, headers), and
 * that a registry may take longer for what it is sent than Jib waits: that is {@link Pace}'s.
 */
final class RegistryTransports {

    static final Transports USUAL = new Transports(RegistryTransports::secure, RegistryTransports::insecure);

    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_LINES = 1000;
    private static final MessageConstraints HEADERS = MessageConstraints.custom()
            .setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_LINES)
            .build();
    private static final Set<String> SENDING = Set.of("PATCH", "PUT");

    private RegistryTransports() {}

    private static HttpTransport secure() {
        // Of the system, so that certificates of clients count.
        return new ApacheHttpTransport(builder()
                .setSSLSocketFactory(SSLConnectionSocketFactory.getSystemSocketFactory())
                .build());
    }

    private static HttpTransport insecure() {
        try {
            return new ApacheHttpTransport(builder()
                    .setSSLSocketFactory(null)
                    .setSSLContext(SslUtils.trustAllSSLContext())
                    .setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE)
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** What comes last sees a body that is unpacked already. */
    private static HttpClientBuilder builder() {
        return ApacheHttpTransport.newDefaultHttpClientBuilder()
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setMessageConstraints(HEADERS).build())
                .setRequestExecutor(new Bounded())
                .addInterceptorLast((HttpRequestInterceptor) RegistryTransports::leaveToPace)
                .addInterceptorLast((HttpResponseInterceptor) RegistryTransports::bound);
    }

    private static void leaveToPace(HttpRequest request, HttpContext context) {
        if (SENDING.contains(request.getRequestLine().getMethod())) {
            HttpClientContext own = HttpClientContext.adapt(context);
            own.setRequestConfig(RequestConfig.copy(own.getRequestConfig())
                    .setSocketTimeout(0)
                    .build());
        }
    }

    private static void bound(HttpResponse response, HttpContext context) {
        HttpEntity body = response.getEntity();
        if (body != null && response.getStatusLine().getStatusCode() >= 300) {
            response.setEntity(new ErrorBody(body));
        }
    }

    /** Says of headers without an end what is wrong with them. */
    private static final class Bounded extends HttpRequestExecutor {

        @Override
        public HttpResponse execute(HttpRequest request, HttpClientConnection connection, HttpContext context)
                throws IOException, HttpException {
            try {
                HttpResponse response = super.execute(request, connection, context);
                if (request.getRequestLine().getMethod().equals("CONNECT")) {
                    // What a proxy answers to it comes to no interceptor.
                    bound(response, context);
                }
                return response;
            } catch (MessageConstraintException e) {
                throw new TooLarge("headers of more than %s lines, or of more than %s bytes in one"
                        .formatted(MOST_LINES, LONGEST_LINE));
            }
        }
    }
}
