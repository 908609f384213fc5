package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.build.MemoryFolder;
import org.pyflinkimage.build.Request;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.value.Sha256;

/**
 * A server that does something wrong once, or whenever it is asked: the image is the one that it should be, or there is none; once it
 * does well again, there is one.
 */
@Tag("attack")
class ServerFaultsTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.SERVER_FAULTS);

    private static final int ALWAYS = Integer.MAX_VALUE;

    /** They end with nothing but time: each attempt waits for the one before. */
    private static final List<ServerFault> SLOW = List.of(
            ServerFault.FAILS,
            ServerFault.IS_BUSY,
            ServerFault.IS_BUSY_FOR_YEARS,
            ServerFault.BREAKS_OFF,
            ServerFault.RESETS,
            ServerFault.HANGS_UP,
            ServerFault.SPEAKS_NO_HTTP,
            ServerFault.SENDS_HALF_A_HEAD,
            ServerFault.SENDS_A_HEAD_WITHOUT_END,
            ServerFault.SENDS_BROKEN_CHUNKS,
            ServerFault.LEADS_NOWHERE,
            ServerFault.DRIPS);

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private FaultyServer server;
    private TinyImage tiny;
    private Request request;
    private Map<String, Sha256> whole;

    @BeforeEach
    void build() throws IOException {
        tiny = new TinyImage(folder).mirrored();
        server = new FaultyServer(tiny.mirror());
        tiny.servedFrom(server.address());
        request = tiny.request(BuildProcess.spec(tiny));
        tiny.build(request);
        whole = Results.of(tiny.results());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    static Stream<ServerFault> faults() {
        return Tries.ALL
                ? Stream.of(ServerFault.values())
                : Tries.selected(
                        Stream.of(ServerFault.values())
                                .filter(fault -> !SLOW.contains(fault))
                                .toList(),
                        6)
                        .stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void imageIsRightOrThereIsNone(ServerFault fault) throws IOException {
        // A wheel, and a package of the operating system: each is fetched by its own road.
        for (String victim : List.of("apache_flink-", "pool/p2.deb")) {
            for (int times : new int[] {1, ALWAYS}) {
                Results.delete(folder.resolve("store"));
                Results.delete(tiny.results());
                server.misbehave(victim, times, fault::answer);
                String what = "%s of %s, %s".formatted(fault, victim, times == 1 ? "once" : "always");

                Outcome outcome = TRIES.attempt(
                        what,
                        () -> tiny.build(request),
                        () -> assertThat(Results.of(tiny.results())).isEqualTo(whole));
                if (outcome == Outcome.REFUSED) {
                    assertThat(tiny.results().resolve("images.json")).doesNotExist();
                }

                server.misbehave("", 0, fault::answer);
                tiny.build(request);
                assertThat(Results.of(tiny.results())).as(what + ", then well").isEqualTo(whole);
            }
        }
    }
}
