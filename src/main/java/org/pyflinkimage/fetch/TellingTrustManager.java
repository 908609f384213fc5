package org.pyflinkimage.fetch;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom another one trusts, and tells with a refusal which certificates it is about. */
final class TellingTrustManager extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;

    private TellingTrustManager(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /** The same judges; those that are not asked for whole connections stay what they are. */
    static TrustManager[] over(TrustManager... judges) {
        return Stream.of(judges)
                .map(judge -> judge instanceof X509ExtendedTrustManager known ? new TellingTrustManager(known) : judge)
                .toArray(TrustManager[]::new);
    }

    private interface Judgement {
        void judge() throws CertificateException;
    }

    private void tell(X509Certificate[] chain, Judgement judgement) throws CertificateException {
        try {
            judgement.judge();
        } catch (CertificateException e) {
            e.addSuppressed(new ShownCertificates(getAcceptedIssuers(), chain));
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method, SSLEngine engine)
            throws CertificateException {
        tell(chain, () -> judge.checkServerTrusted(chain, method, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method, Socket socket) throws CertificateException {
        tell(chain, () -> judge.checkServerTrusted(chain, method, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method) throws CertificateException {
        tell(chain, () -> judge.checkServerTrusted(chain, method));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, method, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, method, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method) throws CertificateException {
        judge.checkClientTrusted(chain, method);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
