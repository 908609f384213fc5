package org.pyflinkimage.plan;

import java.util.List;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Sha256;

/** A file that goes into an image, fixed by its sum. */
public sealed interface LockedArtifact {

    /** The most bytes that one may have: no package, wheel or jar is nearly so large. */
    long LARGEST = 16L << 30;

    /** What people call it: {@code libc6}, {@code numpy}. */
    String title();

    String version();

    /** Where it was found; the sum decides whether what lies there is it. */
    Location location();

    Sha256 sha256();

    /** In bytes. */
    long size();

    /** The same file, found elsewhere. */
    LockedArtifact at(Location other);

    /** Whether files of its kind lie in sources of that one. */
    boolean liesIn(Source.Kind kind);

    /** What those answers say of its kind. */
    <R> R by(ByKind<R> answers);

    /** What there is to say of each kind of artifact. */
    interface ByKind<R> {
        R deb(Deb deb);

        R interpreter(Interpreter interpreter);

        R wheel(Wheel wheel);

        R sdist(Sdist sdist);

        R jar(Jar jar);
    }

    /** A Python distribution. */
    sealed interface Distribution extends LockedArtifact {
        NormalizedName name();

        String fileName();

        @Override
        default String title() {
            return name().value();
        }

        @Override
        Distribution at(Location other);

        @Override
        default boolean liesIn(Source.Kind kind) {
            return kind == Source.Kind.INDEX;
        }
    }

    /**
     * A binary package of Debian or Ubuntu.
     *
     * @param name of the binary package
     * @param architecture {@code amd64} or {@code all}
     */
    record Deb(String name, String version, String architecture, Location location, Sha256 sha256, long size)
            implements LockedArtifact {
        @Override
        public String title() {
            return name;
        }

        @Override
        public Deb at(Location other) {
            return new Deb(name, version, architecture, other, sha256, size);
        }

        @Override
        public boolean liesIn(Source.Kind kind) {
            return kind == Source.Kind.ARCHIVE || kind == Source.Kind.SECURITY_ARCHIVE;
        }

        @Override
        public <R> R by(ByKind<R> answers) {
            return answers.deb(this);
        }
    }

    /** A standalone CPython, where the suite's own Python is not the declared one. */
    record Interpreter(StandaloneFile file, Location location, Sha256 sha256, long size) implements LockedArtifact {
        @Override
        public String title() {
            return "cpython";
        }

        /** Where such an archive lies in its source: in a folder of its release, or beside all others. */
        public static List<String> pathsOf(StandaloneFile file) {
            // Some servers take a plus for a blank.
            String name = file.toString().replace("+", "%2B");
            return List.of(file.build().release() + "/" + name, name);
        }

        @Override
        public Interpreter at(Location other) {
            return new Interpreter(file, other, sha256, size);
        }

        @Override
        public boolean liesIn(Source.Kind kind) {
            return kind == Source.Kind.INTERPRETERS;
        }

        @Override
        public <R> R by(ByKind<R> answers) {
            return answers.interpreter(this);
        }

        @Override
        public String version() {
            return file.build().toString();
        }
    }

    /**
     * A wheel.
     *
     * @param fileName with the wheel tags
     */
    record Wheel(NormalizedName name, String version, String fileName, Location location, Sha256 sha256, long size)
            implements Distribution {
        @Override
        public Wheel at(Location other) {
            return new Wheel(name, version, fileName, other, sha256, size);
        }

        @Override
        public <R> R by(ByKind<R> answers) {
            return answers.wheel(this);
        }
    }

    /** A source distribution: installed without running it, by a recipe or as it is read; or built by a {@code <builder>}. */
    record Sdist(NormalizedName name, String version, String fileName, Location location, Sha256 sha256, long size)
            implements Distribution {
        @Override
        public Sdist at(Location other) {
            return new Sdist(name, version, fileName, other, sha256, size);
        }

        @Override
        public <R> R by(ByKind<R> answers) {
            return answers.sdist(this);
        }
    }

    /** A connector or another jar for {@code /opt/flink/lib}. */
    record Jar(MavenCoordinates coordinates, Location location, Sha256 sha256, long size) implements LockedArtifact {
        @Override
        public String title() {
            return coordinates.artifactId();
        }

        @Override
        public Jar at(Location other) {
            return new Jar(coordinates, other, sha256, size);
        }

        @Override
        public boolean liesIn(Source.Kind kind) {
            return kind == Source.Kind.REPOSITORY;
        }

        @Override
        public <R> R by(ByKind<R> answers) {
            return answers.jar(this);
        }

        @Override
        public String version() {
            return coordinates.version();
        }
    }
}
