package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.plan.LockedArtifact.Deb;

class LockFileCodecTest {

    @Test
    void whatWasWrittenIsReadBack() {
        assertThat(Locks.read(LockFileCodec.write(Locks.small()))).isEqualTo(Locks.small());
    }

    @Test
    void textIsTheSameForEver() {
        assertThat(LockFileCodec.write(Locks.small())).isEqualTo("""
                {
                  "version": 1,
                  "revision": 3,
                  "sources": {
                    "debian": "http://127.0.0.1:1/debian/",
                    "python": "http://127.0.0.1:2/"
                  },
                  "plans": [
                    {
                      "flink": "2.2.1",
                      "java": "17",
                      "python": "3.11",
                      "platform": "linux/amd64",
                      "declaration": "sha256:SUM",
                      "created": "2026-11-01T12:00:00Z",
                      "suite": "bookworm",
                      "glibc": "2.36",
                      "pythonVersion": "3.11.2",
                      "releases": [
                        {"suite":"bookworm","date":"2026-07-11T10:16:37Z"},
                        {"suite":"bookworm-security","date":"2026-10-31T22:33:12Z"}
                      ],
                      "added": [
                        "setuptools<82: a \\"reason\\""
                      ],
                      "debs": [
                        {"name":"libc6","version":"2.36-9+deb12u13","architecture":"amd64","source":"debian","path":"pool/libc6.deb","sha256":"SUM","size":10}
                      ],
                      "distributions": [
                        {"sdist":"dill-0.3.1.1.tar.gz","name":"dill","version":"0.3.1.1","source":"python","path":"d/dill.tar.gz","sha256":"SUM","size":20},
                        {"wheel":"numpy-2.1.3-cp311-cp311-manylinux2014_x86_64.whl","name":"numpy","version":"2.1.3","source":"python","path":"n/numpy.whl","sha256":"SUM","size":30}
                      ],
                      "jars": [
                        {"jar":"org.example:connector:1.0","source":"maven","path":"org/example/connector/1.0/connector-1.0.jar","sha256":"SUM","size":40}
                      ]
                    }
                  ]
                }
                """.replace("SUM", Locks.SUM.hex()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "installed", "snapshots"})
    void jarsThatMayChangeComeFromSourcesOfTheirOwn(String source) {
        String text =
                LockFileCodec.write(Locks.small()).replace("\"source\":\"maven\"", "\"source\":\"" + source + "\"");

        LockFile lock = Locks.read(text);

        assertThat(lock.plans().get(0).contents().jars())
                .singleElement()
                .satisfies(jar -> assertThat(jar.location().source()).isEqualTo(Source.parse(source)));
        assertThat(LockFileCodec.write(lock)).isEqualTo(text);
    }

    /** What a plugin wrote that knew no sources of what may change, or no dates. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anEarlierRevisionIsRead(int revision) {
        Plan plan = Locks.small().plans().get(0);
        LockFile undated = new LockFile(
                Locks.small().sources(),
                List.of(new Plan(
                        plan.combination(), plan.declaration(), plan.created(), Plans.BOOKWORM, plan.contents())));
        String earlier =
                LockFileCodec.write(undated).replace("\"revision\": 1,", "\"revision\": %s,".formatted(revision));

        assertThat(Locks.read(earlier)).isEqualTo(undated);
    }

    @Test
    void nothingIsAnEmptyList() {
        assertThat(LockFileCodec.write(new LockFile(new TreeMap<>(), List.of(Plans.empty()))))
                .contains("\"added\": [],\n", "\"debs\": [],\n", "\"distributions\": [],\n", "\"jars\": []\n");
    }

    /** Every character that a text may have, those that no lock file has too: a library's writer is the measure. */
    @Test
    void textsAreWrittenAsJson() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (int first = Character.MIN_VALUE; first <= Character.MAX_VALUE; first += 0x80) {
            String odd = IntStream.range(first, first + 0x80)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining("a"));

            String text = LockFileCodec.write(withPackage(odd, odd));

            assertThat(text)
                    .contains("\n        " + json.writeValueAsString(odd) + "\n")
                    .contains("\n        {\"name\":" + json.writeValueAsString(odd) + ",\"version\":\"1\"");
        }
    }

    private static LockFile withPackage(String name, String added) {
        Plan plan = Plans.empty();
        Deb deb = new Deb(name, "1", "all", new Location(Source.parse("debian"), "a.deb"), Locks.SUM, 1);
        PlannedContents contents = new PlannedContents(List.of(deb), List.of(), List.of(), List.of(added));
        return new LockFile(
                new TreeMap<>(),
                List.of(new Plan(plan.combination(), plan.declaration(), plan.created(), plan.system(), contents)));
    }

    @Test
    void everyArtifactHasALineOfItsOwn() {
        assertThat(LockFileCodec.write(Locks.small()).lines().filter(line -> line.contains("sha256\":")))
                .hasSize(4);
    }

    @Test
    void addressesAreRelativeToTheirSource() {
        assertThat(Locks.small().address(new Location(Source.parse("debian"), "pool/x.deb")))
                .isEqualTo(URI.create("http://127.0.0.1:1/debian/pool/x.deb"));
    }

    @Test
    void aSourceMayBeNamedByItsWayFromTheLockFile() {
        String relative = LockFileCodec.write(Locks.small()).replace("http://127.0.0.1:1/debian/", "debian/");

        assertThat(Locks.read(relative).sources()).containsEntry(Source.archive("debian"), URI.create("debian/"));
    }
}
