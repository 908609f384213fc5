package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.http.ResponseException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;

/** Calls to a registry: those that failed for a moment are made again, and what fails for good becomes a problem. */
final class RegistryCalls {

    private static final int CONNECT_MILLIS = 10_000;

    /** A call that gives something. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException, RegistryException;
    }

    /** A call that gives nothing. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException, RegistryException;
    }

    /** What a failure of a call means to whoever made it. */
    @FunctionalInterface
    interface Meaning {
        PyFlinkException of(ImageReference repository, Exception failure);
    }

    private final ImageReference repository;
    private final Meaning meaning;
    private final List<Duration> pauses;
    private final BuildLog log;

    RegistryCalls(ImageReference repository, Meaning meaning, List<Duration> pauses, BuildLog log) {
        this.repository = repository;
        this.meaning = meaning;
        this.pauses = pauses;
        this.log = log;
    }

    /** Makes a call. */
    void run(Step step) {
        call(() -> {
            step.run();
            return Boolean.TRUE;
        });
    }

    /** Makes a call, and where it fails for a moment, makes it once more after each pause. */
    <T> T call(Call<T> call) {
        for (Duration pause : pauses) {
            try {
                return call.run();
            } catch (IOException e) {
                if (!isPassing(e)) {
                    throw meaning.of(repository, e);
                }
                pauseAfter(e, pause);
            } catch (RegistryException e) {
                if (!(RegistryProblems.withoutToken(e) instanceof IOException passing) || !isPassing(passing)) {
                    throw meaning.of(repository, e);
                }
                pauseAfter(passing, pause);
            }
        }
        try {
            return call.run();
        } catch (IOException | RegistryException e) {
            throw meaning.of(repository, e);
        }
    }

    private void pauseAfter(IOException failure, Duration pause) {
        log.note("%s does not answer as it should (%s); trying again"
                .formatted(repository.getRegistry(), RegistryProblems.text(failure)));
        Interruption.pause(pause);
    }

    /** Whether something holds, now or after one of the pauses: some registries answer before all of them know. */
    boolean holds(Call<Boolean> condition) {
        for (Duration pause : pauses) {
            if (call(condition)) {
                return true;
            }
            Interruption.pause(pause);
        }
        return call(condition);
    }

    /**
     * Opens and closes a connection, unless a proxy stands between: Jib would try for a minute.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-846} where nothing listens there
     */
    void requireReachable() {
        URI address = URI.create("https://" + repository.getRegistry());
        boolean direct = ProxySelector.getDefault() == null
                || ProxySelector.getDefault().select(address).stream().allMatch(Proxy.NO_PROXY::equals);
        if (!direct || address.getHost() == null) {
            return;
        }
        List<Integer> ports = address.getPort() > 0 ? List.of(address.getPort()) : List.of(443, 80);
        if (ports.stream().noneMatch(port -> listens(address.getHost(), port))) {
            run(() -> connect(address.getHost(), ports.get(0)));
        }
    }

    private static boolean listens(String host, int port) {
        try {
            connect(host, port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        }
    }

    /** A certificate stays as it is, an address elsewhere too, and so does what a registry refuses; networks and overloaded registries recover. */
    private static boolean isPassing(IOException failure) {
        if (failure instanceof ResponseException response) {
            return isPassing(response.getStatusCode());
        }
        return !(RegistryProblems.isMistrust(failure)
                || failure instanceof StrayAddress
                || failure instanceof Pace.TooSlow
                || failure instanceof OtherThanAsked);
    }

    /** Whether a registry that answers so may answer otherwise in a moment. */
    static boolean isPassing(int status) {
        return status >= 500 || status == 429 || status == 408;
    }
}
