package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class LockFileCodecTest {

    private static final Sha256 SUM = Sha256.of("x");

    private static LockFile lock() {
        Plan plan = new Plan(
                new Combination(
                        new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64),
                SUM,
                Instant.parse("2026-11-01T12:00:00Z"),
                Plans.BOOKWORM,
                new PlannedContents(
                        List.of(new Deb(
                                "libc6",
                                "2.36-9+deb12u13",
                                "amd64",
                                new Location(Source.parse("debian"), "pool/libc6.deb"),
                                SUM,
                                10)),
                        List.of(
                                new Sdist(
                                        NormalizedName.of("dill"),
                                        "0.3.1.1",
                                        "dill-0.3.1.1.tar.gz",
                                        new Location(Source.parse("python"), "d/dill.tar.gz"),
                                        SUM,
                                        20),
                                new Wheel(
                                        NormalizedName.of("numpy"),
                                        "2.1.3",
                                        "numpy-2.1.3-cp311-cp311-manylinux2014_x86_64.whl",
                                        new Location(Source.parse("python"), "n/numpy.whl"),
                                        SUM,
                                        30)),
                        List.of(new Jar(
                                new MavenCoordinates("org.example", "connector", "1.0", Optional.empty()),
                                new Location(Source.parse("maven"), "org/example/connector/1.0/connector-1.0.jar"),
                                SUM,
                                40)),
                        List.of("setuptools<82: a \"reason\"")));
        return new LockFile(
                Sources.of(Map.of(
                        "debian",
                        URI.create("http://127.0.0.1:1/debian/"),
                        "python",
                        URI.create("http://127.0.0.1:2/"))),
                List.of(plan));
    }

    @Test
    void whatWasWrittenIsReadBack() {
        assertThat(LockFileCodec.read(LockFileCodec.write(lock()), "pyflink.lock"))
                .isEqualTo(lock());
    }

    @Test
    void textIsTheSameForEver() {
        assertThat(LockFileCodec.write(lock())).isEqualTo("""
                {
                  "version": 1,
                  "revision": 0,
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
                """.replace("SUM", SUM.hex()));
    }

    @Test
    void nothingIsAnEmptyList() {
        assertThat(LockFileCodec.write(new LockFile(new TreeMap<>(), List.of(Plans.empty()))))
                .contains("\"added\": [],\n", "\"debs\": [],\n", "\"distributions\": [],\n", "\"jars\": []\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "flink": "2.2.1"          | "flink": "2.2"             | its `flink` cannot be `2.2`
            "glibc": "2.36"           | "glibc": "new"             | its `glibc` cannot be `new`
            "pythonVersion": "3.11.2" | "pythonVersion": "3.11"    | its `pythonVersion` cannot be `3.11`
            org.example:connector:1.0 | org.example:connector      | its `jar` cannot be `org.example:connector`
            """)
    void valueOfAnotherFormIsNamed(String text, String other, String reason) {
        String changed = LockFileCodec.write(lock()).replace(text, other);

        assertThatThrownBy(() -> LockFileCodec.read(changed, "pyflink.lock"))
                .hasMessageContainingAll("PYF-751", "pyflink.lock", reason);
    }

    @Test
    void everyArtifactHasALineOfItsOwn() {
        assertThat(LockFileCodec.write(lock()).lines().filter(line -> line.contains("sha256\":")))
                .hasSize(4);
    }

    @Test
    void addressesAreRelativeToTheirSource() {
        assertThat(lock().address(new Location(Source.parse("debian"), "pool/x.deb")))
                .isEqualTo(URI.create("http://127.0.0.1:1/debian/pool/x.deb"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "not json", "{\"version\": 1}", "{\"version\":1,\"sources\":{},\"plans\":[{}]}"})
    void whatIsNoLockFileIsSaidSo(String text) {
        assertThatThrownBy(() -> LockFileCodec.read(text, "pyflink.lock"))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-751", "pyflink.lock", "try:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://127.0.0.1:1/debian/ | mailto:debian         | no base address
            http://127.0.0.1:1/debian/ | http://127.0.0.1:1/%  | %
            "debian":                  | "elsewhere":          | no source `debian`
            pool/libc6.deb             | pool/%zz.deb          | %zz
            pool/libc6.deb             | pool/lib c6.deb       | lib c6
            n/numpy.whl                | ://                   | ://
            """)
    void whatIsNoAddressIsSaidSo(String text, String other, String reason) {
        String changed = LockFileCodec.write(lock()).replace(text, other);

        assertThatThrownBy(() -> LockFileCodec.read(changed, "pyflink.lock"))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-751", "pyflink.lock", reason);
    }

    @Test
    void aSourceMayBeNamedByItsWayFromTheLockFile() {
        String relative = LockFileCodec.write(lock()).replace("http://127.0.0.1:1/debian/", "debian/");

        assertThat(LockFileCodec.read(relative, "pyflink.lock").sources())
                .containsEntry(Source.archive("debian"), URI.create("debian/"));
    }

    @Test
    void laterVersionIsRefused() {
        assertThatThrownBy(() -> LockFileCodec.read("{\"version\": 2}", "pyflink.lock"))
                .hasMessageContainingAll("PYF-752", "version 2");
    }
}
