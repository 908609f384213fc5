package org.pyflinkimage.plan;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.JsonValue.Field;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Reads the values of a lock file, each by its form. */
final class LockFileReader {

    private final LockMistakes mistakes;
    private final LockPlaces places;

    /** Whether fields may be there that this plugin does not know: a later revision has them. */
    private boolean later;

    /** Whether plans keep the dates of Release files. */
    private boolean dated;

    LockFileReader(LockMistakes mistakes, LockPlaces places) {
        this.mistakes = mistakes;
        this.places = places;
    }

    /** The content of a text whose version is known to be ours. */
    LockFile read(LockEntry root) {
        root.number("version", LockFileCodec.VERSION, LockFileCodec.VERSION);
        long revision = root.number("revision", 0, Integer.MAX_VALUE);
        later = revision > LockFileCodec.REVISION;
        dated = revision >= LockFileCodec.WITH_RELEASES;
        SortedMap<Source, URI> sources = sources(root.entry("sources"));
        List<Plan> plans = new ArrayList<>();
        root.list("plans").forEach(plan -> plans.add(plan(new LockEntry(plan, mistakes))));
        end(root);
        return new LockFile(sources, plans);
    }

    private SortedMap<Source, URI> sources(LockEntry table) {
        SortedMap<Source, URI> sources = new TreeMap<>();
        for (Map.Entry<String, Field> field : table.all().entrySet()) {
            String name = field.getKey();
            URI address = URI.create(table.text(name, Form.ADDRESS));
            if (Form.SOURCE.accepts(name)) {
                Source source = Source.parse(name);
                sources.put(source, address);
                places.put(source, field.getValue().place());
            } else {
                mistakes.value(
                        field.getValue().place(),
                        "sources",
                        "`%s`".formatted(LockMistakes.shown(name)),
                        Form.SOURCE.expected());
            }
        }
        return sources;
    }

    private Plan plan(LockEntry entry) {
        Plan plan = new Plan(
                combination(entry),
                Sha256.parse(entry.text("declaration", Form.DIGEST)),
                Instant.parse(entry.text("created", Form.DATE)),
                new SystemVersions(
                        SuiteName.parse(entry.text("suite", Form.SUITE)),
                        GlibcVersion.parse(entry.text("glibc", Form.GLIBC)).orElseThrow(),
                        PythonVersion.parse(entry.text("pythonVersion", Form.PYTHON_VERSION))
                                .orElseThrow(),
                        dated && entry.has("releases") ? releases(entry) : ReleaseDates.none(),
                        base(entry)),
                contents(entry));
        end(entry);
        places.put(plan, entry.place());
        return plan;
    }

    /** Only plans upon an image have one. */
    private Optional<LockedBase> base(LockEntry plan) {
        if (!plan.has(LockFileCodec.BASE)) {
            return Optional.empty();
        }
        LockEntry entry = plan.entry(LockFileCodec.BASE);
        LockedBase base = new LockedBase(
                BaseImage.parse(entry.text("image", Form.IMAGE)).orElseThrow(),
                Sha256.parse(entry.text("digest", Form.DIGEST)),
                entry.number("size", 1, LockedBase.LARGEST),
                UnixPath.of(entry.text("javaHome", Form.FOLDER)),
                entry.has(LockFileCodec.PYTHON_OF_BASE)
                        ? Optional.of(UnixPath.of(entry.text(LockFileCodec.PYTHON_OF_BASE, Form.FOLDER)))
                        : Optional.empty());
        end(entry);
        places.put(base, entry.place());
        return Optional.of(base);
    }

    private static Combination combination(LockEntry entry) {
        return new Combination(
                FlinkVersion.parse(entry.text("flink", Form.FLINK)).orElseThrow(),
                JavaVersion.parse(entry.text("java", Form.JAVA)).orElseThrow(),
                PythonMinor.parse(entry.text("python", Form.PYTHON)).orElseThrow(),
                Platform.parse(entry.text("platform", Form.PLATFORM)).orElseThrow());
    }

    private ReleaseDates releases(LockEntry plan) {
        SortedMap<String, Instant> dates = new TreeMap<>();
        String before = "";
        for (JsonValue value : plan.list("releases")) {
            LockEntry entry = new LockEntry(value, mistakes);
            String suite = entry.text("suite", Form.POCKET);
            dates.put(suite, Instant.parse(entry.text("date", Form.DATE)));
            if (before.compareTo(suite) >= 0 && mistakes.isEmpty()) {
                mistakes.disagreement(
                        entry.place(),
                        "`%s` does not follow `%s`".formatted(suite, before),
                        "each suite stands once, in the order of their names");
            }
            before = suite;
            end(entry);
        }
        return new ReleaseDates(dates);
    }

    private PlannedContents contents(LockEntry entry) {
        List<String> added = entry.texts("added", Form.ADDED);
        return new PlannedContents(
                artifacts(entry, "debs", LockFileReader::deb),
                interpreter(entry),
                artifacts(entry, "distributions", LockFileReader::distribution),
                artifacts(entry, "jars", LockFileReader::jar),
                added);
    }

    /** Makes an artifact of an entry. */
    @FunctionalInterface
    private interface Making<T extends LockedArtifact> {
        T make(LockEntry entry);
    }

    private <T extends LockedArtifact> List<T> artifacts(LockEntry plan, String field, Making<T> making) {
        List<T> artifacts = new ArrayList<>();
        for (JsonValue value : plan.list(field)) {
            artifacts.add(artifact(new LockEntry(value, mistakes), making));
        }
        return artifacts;
    }

    private <T extends LockedArtifact> T artifact(LockEntry entry, Making<T> making) {
        T artifact = making.make(entry);
        end(entry);
        places.put(artifact, entry.place());
        return artifact;
    }

    /** Only plans with a standalone CPython have one. */
    private Optional<Interpreter> interpreter(LockEntry plan) {
        return plan.has(LockFileCodec.INTERPRETER)
                ? Optional.of(artifact(plan.entry(LockFileCodec.INTERPRETER), LockFileReader::interpreterOf))
                : Optional.empty();
    }

    private static Interpreter interpreterOf(LockEntry entry) {
        return new Interpreter(
                StandaloneFile.parse(entry.text(LockFileCodec.INTERPRETER, Form.INTERPRETER))
                        .orElseThrow(),
                location(entry),
                sum(entry),
                size(entry));
    }

    private static Deb deb(LockEntry entry) {
        return new Deb(
                entry.text("name", Form.PACKAGE),
                entry.text("version", Form.PACKAGE_VERSION),
                entry.text("architecture", Form.ARCHITECTURE),
                location(entry),
                sum(entry),
                size(entry));
    }

    private static Distribution distribution(LockEntry entry) {
        NormalizedName name = NormalizedName.of(entry.text("name", Form.DISTRIBUTION));
        String version = entry.text("version", Form.VERSION);
        return entry.has("sdist")
                ? new Sdist(name, version, entry.text("sdist", Form.SDIST), location(entry), sum(entry), size(entry))
                : new Wheel(name, version, entry.text("wheel", Form.WHEEL), location(entry), sum(entry), size(entry));
    }

    private static Jar jar(LockEntry entry) {
        return new Jar(
                MavenCoordinates.parse(entry.text("jar", Form.JAR)).orElseThrow(),
                location(entry),
                sum(entry),
                size(entry));
    }

    private static Location location(LockEntry entry) {
        return new Location(Source.parse(entry.text("source", Form.SOURCE)), entry.text("path", Form.PATH));
    }

    private static Sha256 sum(LockEntry entry) {
        return new Sha256(entry.text("sha256", Form.SUM));
    }

    private static long size(LockEntry entry) {
        return entry.number("size", 1, LockedArtifact.LARGEST);
    }

    private void end(LockEntry entry) {
        if (!later) {
            entry.end();
        }
    }
}
