package org.pyflinkimage.plan;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import org.pyflinkimage.value.Sha256;

/** Lock files to start from. */
public final class Locks {

    static final Sha256 SUM = Sha256.of("x");

    private Locks() {}

    /** What stands in a text, wherever its system comes from. */
    public static LockFile read(String text) {
        return LockFileCodec.read(text, "pyflink.lock", plan -> Optional.empty());
    }

    /** One of each kind of artifact. */
    public static LockFile small() {
        Plan plan = new Plan(
                new Combination(
                        new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64),
                SUM,
                Instant.parse("2026-11-01T12:00:00Z"),
                new SystemVersions(Plans.BOOKWORM.suite(), Plans.BOOKWORM.glibc(), Plans.BOOKWORM.python(), releases()),
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

    private static ReleaseDates releases() {
        return new ReleaseDates(new TreeMap<>(Map.of(
                "bookworm",
                Instant.parse("2026-07-11T10:16:37Z"),
                "bookworm-security",
                Instant.parse("2026-10-31T22:33:12Z"))));
    }
}
