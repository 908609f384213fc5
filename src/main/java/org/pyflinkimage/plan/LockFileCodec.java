package org.pyflinkimage.plan;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.plan.LockedArtifact.ByKind;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * A lock file as JSON text, one artifact a line, so that a change of it can be read in a review.
 *
 * <p>{@code version} grows with a change that an older reader would misread, and such a reader refuses it; {@code revision} grows
 * with one that an older reader may pass over.
 */
public final class LockFileCodec {

    /** The form that this codec writes, and the newest that it reads. */
    public static final int VERSION = 1;

    /** 1: sources {@code local}, {@code build}, {@code installed} and {@code snapshots}; 2: interpreters; 3: releases; 4: bases; 5: packages upon bases; 6: Pythons of bases. */
    static final int REVISION = 6;

    /** The first revision that has the Pythons of bases. */
    private static final int WITH_PYTHONS_OF_BASES = 6;

    /** The first revision that has packages upon bases. */
    private static final int WITH_PACKAGES_UPON_BASES = 5;

    /** The first revision that has bases. */
    private static final int WITH_BASES = 4;

    /** The first revision that has the dates of Release files. */
    static final int WITH_RELEASES = 3;

    /** The first revision that has interpreters. What nothing of a revision is used in is written in the one before: older plugins read it. */
    private static final int WITH_INTERPRETERS = 2;

    /** What the image is called that another is built upon. */
    static final String BASE = "base";

    /** What its own Python is called in it. */
    static final String PYTHON_OF_BASE = "python";

    /** What an interpreter is called, as an entry and as the kind of one. */
    static final String INTERPRETER = "interpreter";

    private LockFileCodec() {}

    /** The text of a lock file; the same for the same content. */
    public static String write(LockFile lock) {
        return "{\n  \"version\": " + VERSION + ",\n  \"revision\": " + revisionOf(lock)
                + ",\n  \"sources\": " + sourcesOf(lock)
                + ",\n  \"plans\": [\n"
                + lock.plans().stream().map(LockFileCodec::planOf).collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
    }

    private static int revisionOf(LockFile lock) {
        if (lock.plans().stream()
                .anyMatch(plan -> plan.base().flatMap(LockedBase::python).isPresent())) {
            return WITH_PYTHONS_OF_BASES;
        }
        if (lock.plans().stream()
                .anyMatch(plan ->
                        plan.base().isPresent() && !plan.contents().debs().isEmpty())) {
            return WITH_PACKAGES_UPON_BASES;
        }
        if (lock.plans().stream().anyMatch(plan -> plan.base().isPresent())) {
            return WITH_BASES;
        }
        if (lock.plans().stream().anyMatch(LockFileCodec::isDated)) {
            return WITH_RELEASES;
        }
        boolean interpreters = lock.plans().stream()
                .anyMatch(plan -> plan.contents().interpreter().isPresent());
        return interpreters ? WITH_INTERPRETERS : WITH_INTERPRETERS - 1;
    }

    /**
     * Reads a lock file, and holds its plans against what is known elsewhere.
     *
     * @param whereFrom the file's name, for messages
     * @param misfit why a plan cannot be one of any image; {@code PYF-712} says so
     * @throws PyFlinkException {@code PYF-751} where the text is no lock file, {@code PYF-713} where two of them were merged and that
     *     was not finished, {@code PYF-752} where its version is a later one, {@code PYF-710} to {@code PYF-712} with all that is
     *     wrong with its values, its fields, and what they say together
     */
    public static LockFile read(String text, String whereFrom, Function<Plan, Optional<String>> misfit) {
        LockMistakes mistakes = new LockMistakes(whereFrom);
        LockPlaces places = new LockPlaces();
        LockEntry root = new LockEntry(parse(text, whereFrom), mistakes);
        requireVersion(root, whereFrom);
        LockFile lock = new LockFileReader(mistakes, places).read(root);
        if (mistakes.isEmpty()) {
            new LockAgreement(lock, places, mistakes).check();
            lock.plans()
                    .forEach(plan -> misfit.apply(plan)
                            .ifPresent(why -> mistakes.disagreement(
                                    places.of(plan),
                                    "there is no image of %s as planned".formatted(plan.combination()),
                                    why)));
        }
        mistakes.throwIfAny();
        return lock;
    }

    private static JsonValue parse(String text, String whereFrom) {
        try {
            return JsonReader.read(text);
        } catch (MalformedJson e) {
            throw MergeConflict.in(text, whereFrom)
                    .orElseGet(() -> LockMistakes.restorable(
                            Problem.declaration("PYF-751", "`%s` is not a lock file".formatted(whereFrom))
                                    .why("%s: %s".formatted(e.place(), e.reason()))))
                    .toException(e);
        }
    }

    /** A later version has to be told from mistakes: all else may be different in it. */
    private static void requireVersion(LockEntry root, String whereFrom) {
        long version = root.peek("version").orElse(VERSION);
        if (version > VERSION) {
            throw Problem.declaration(
                            "PYF-752",
                            "`%s` has version %s, this plugin reads up to %s".formatted(whereFrom, version, VERSION))
                    .why("a newer pyflink-maven-plugin wrote it")
                    .remedy("use that version of the plugin, or delete the file to resolve anew")
                    .toException();
        }
    }

    private static String sourcesOf(LockFile lock) {
        return lock.sources().entrySet().stream()
                .map(source -> "\n    " + quote(source.getKey().name()) + ": "
                        + quote(source.getValue().toString()))
                .collect(Collectors.joining(",", "{", "\n  }"));
    }

    private static String planOf(Plan plan) {
        PlannedContents contents = plan.contents();
        return "    {\n" + headOf(plan)
                + releasesOf(plan)
                + plan.base().map(LockFileCodec::baseOf).orElse("")
                + ",\n" + list("added", contents.added().stream().map(LockFileCodec::quote))
                + ",\n" + list("debs", contents.debs().stream().map(LockFileCodec::lineOf))
                + contents.interpreter()
                        .map(one -> ",\n      " + quote(INTERPRETER) + ": " + lineOf(one))
                        .orElse("")
                + ",\n"
                + list("distributions", contents.distributions().stream().map(LockFileCodec::lineOf))
                + ",\n" + list("jars", contents.jars().stream().map(LockFileCodec::lineOf))
                + "\n    }";
    }

    private static String headOf(Plan plan) {
        Combination combination = plan.combination();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("flink", combination.flink());
        head.put("java", combination.java());
        head.put("python", combination.python());
        head.put("platform", combination.platform());
        head.put("declaration", plan.declaration().digest());
        head.put("created", plan.created());
        head.put("suite", plan.system().suite());
        head.put("glibc", plan.system().glibc());
        head.put("pythonVersion", plan.system().python());
        return fields(head, ": ").map(field -> "      " + field).collect(Collectors.joining(",\n"));
    }

    private static String baseOf(LockedBase base) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("image", base.image());
        line.put("digest", base.digest().digest());
        line.put("javaHome", base.javaHome());
        base.python().ifPresent(python -> line.put(PYTHON_OF_BASE, python));
        return ",\n      " + quote(BASE) + ": "
                + fields(line, ":").collect(Collectors.joining(",", "{", ",\"size\":" + base.size() + "}"));
    }

    private static String releasesOf(Plan plan) {
        if (!isDated(plan)) {
            return "";
        }
        return ",\n"
                + list(
                        "releases",
                        plan.system().releases().bySuite().entrySet().stream().map(release -> {
                            Map<String, Object> line = new LinkedHashMap<>();
                            line.put("suite", release.getKey());
                            line.put("date", release.getValue());
                            return fields(line, ":").collect(Collectors.joining(",", "{", "}"));
                        }));
    }

    private static boolean isDated(Plan plan) {
        return !plan.system().releases().bySuite().isEmpty();
    }

    private static String list(String name, Stream<String> lines) {
        String body = lines.map(line -> "\n        " + line).collect(Collectors.joining(","));
        return "      " + quote(name) + ": [" + body + (body.isEmpty() ? "]" : "\n      ]");
    }

    private static String lineOf(LockedArtifact artifact) {
        Map<String, Object> line = artifact.by(new OwnFields(new LinkedHashMap<>()));
        line.put("source", artifact.location().source().name());
        line.put("path", artifact.location().path());
        line.put("sha256", artifact.sha256().hex());
        return fields(line, ":").collect(Collectors.joining(",", "{", ",\"size\":" + artifact.size() + "}"));
    }

    /** The fields that artifacts of one kind have beside those of all. */
    private record OwnFields(Map<String, Object> line) implements ByKind<Map<String, Object>> {

        @Override
        public Map<String, Object> deb(Deb deb) {
            line.put("name", deb.name());
            line.put("version", deb.version());
            line.put("architecture", deb.architecture());
            return line;
        }

        @Override
        public Map<String, Object> interpreter(Interpreter interpreter) {
            line.put(INTERPRETER, interpreter.file());
            return line;
        }

        @Override
        public Map<String, Object> wheel(Wheel wheel) {
            return distribution("wheel", wheel);
        }

        @Override
        public Map<String, Object> sdist(Sdist sdist) {
            return distribution("sdist", sdist);
        }

        private Map<String, Object> distribution(String kind, Distribution distribution) {
            line.put(kind, distribution.fileName());
            line.put("name", distribution.title());
            line.put("version", distribution.version());
            return line;
        }

        @Override
        public Map<String, Object> jar(Jar jar) {
            line.put("jar", jar.coordinates());
            return line;
        }
    }

    private static Stream<String> fields(Map<String, Object> texts, String colon) {
        return texts.entrySet().stream()
                .map(field ->
                        quote(field.getKey()) + colon + quote(field.getValue().toString()));
    }

    private static String quote(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
