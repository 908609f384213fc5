package org.pyflinkimage.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.image.ContainerProgram.Answer;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/** Docker, podman or buildah, which builds images from a Dockerfile and takes them where they are wanted. */
public final class Builder {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    /** How builders announce a step. */
    private static final Pattern STEP = Pattern.compile("(\\[\\d+/\\d+] )?(STEP|Step) \\d+/\\d+ ?: .*|#\\d+ \\[.*");

    private static final int LONGEST_STEP = 100;

    private final ContainerProgram program;
    private final BuilderDialect dialect;
    private final boolean hasEngine;
    private final Surroundings surroundings;

    /**
     * What a builder finds around it.
     *
     * @param insecureRegistries whether registries without TLS, or with certificates that nobody knows, may be used
     * @param credentials asked before the builder's own logins, where the builder takes others
     * @param printable takes logins out of a text
     */
    public record Surroundings(
            boolean insecureRegistries,
            RegistryCredentials credentials,
            UnaryOperator<String> printable,
            BuildLog log) {}

    private Builder(ContainerProgram program, BuilderDialect dialect, boolean hasEngine, Surroundings surroundings) {
        this.program = program;
        this.dialect = dialect;
        this.hasEngine = hasEngine;
        this.surroundings = surroundings;
    }

    /**
     * The builder of that name on the PATH.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-850} where there is no such builder, {@code PYF-851} where it is
     *     not on the PATH
     */
    public static Builder find(String name, Surroundings surroundings) {
        return find(name, ContainerProgram.usualPath(), surroundings);
    }

    /** The same with another PATH. */
    static Builder find(String name, String path, Surroundings surroundings) {
        BuilderDialect dialect = BuilderDialect.parse(name)
                .orElseThrow(() -> BuilderProblems.unknown(name).toException());
        ContainerProgram program = ContainerProgram.find(dialect.program(), path)
                .orElseThrow(() -> BuilderProblems.absent(name).toException());
        boolean hasEngine = ContainerProgram.find(dialect.engine(), path).isPresent();
        return new Builder(program, dialect, hasEngine, surroundings);
    }

    /** The builder's name: {@code docker}, {@code podman} or {@code buildah}. */
    public String name() {
        return dialect.program();
    }

    /** The name of the program that runs what was built. */
    public String engine() {
        return dialect.engine();
    }

    /**
     * Ends the work where the builder cannot take images there.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-853}
     */
    public void requireThatItWrites(Set<Output> outputs) {
        if (dialect.learntOciArchives() && outputs.contains(Output.OCI_ARCHIVE)) {
            Answer version = program.run(List.of("version", "--format", "{{.Server.Version}}"), ANSWERS_WITHIN);
            if (version.status() != 0) {
                throw BuilderProblems.silentDaemon(program, said(version)).toException();
            }
            if (BuilderDialect.isBeforeOciArchives(version.text())) {
                throw BuilderProblems.noOciArchive(version.text().strip()).toException();
            }
        }
        if (outputs.contains(Output.DAEMON) && !hasEngine) {
            throw BuilderProblems.noDaemon().toException();
        }
    }

    /**
     * Builds an image, which then lies in the builder's own storage.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-852} where the builder fails
     */
    public void build(BuildOrder order) {
        String registry = order.base().map(Builder::registryOf).orElse("");
        try (Scratch folder = Scratch.create()) {
            List<String> arguments = dialect.build(order, logins(registry, folder), isTrusted(registry));
            Answer answer = watched(arguments);
            if (answer.status() != 0) {
                throw BuilderProblems.failedBuild(program, order, said(answer)).toException();
            }
        }
    }

    /**
     * Writes an image that was built as one file.
     *
     * @param form an archive's
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-854} where that fails
     */
    public void save(List<ImageReference> references, Output form, Path file) {
        try {
            WholeFile.at(file).make(unfinished -> {
                Answer answer = watched(dialect.save(references, form, unfinished));
                if (answer.status() != 0) {
                    throw BuilderProblems.unsaved(program, file, said(answer)).toException();
                }
            });
        } catch (IOException e) {
            throw BuilderProblems.unsaved(program, file, String.valueOf(e)).toException(e);
        }
    }

    /**
     * Pushes an image that was built.
     *
     * @return the sum of its manifest in the registry, where the builder says it
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-855} where that fails
     */
    public Optional<Sha256> push(ImageReference reference) {
        try (Scratch folder = Scratch.create()) {
            Path digest = folder.resolve("digest");
            String registry = registryOf(reference);
            List<String> logins = logins(registry, folder);
            Answer answer = watched(dialect.push(reference, logins, digest, isTrusted(registry)));
            if (answer.status() != 0) {
                throw BuilderProblems.unpushed(program, reference, said(answer)).toException();
            }
            return dialect.digestOf(answer.text(), digest);
        }
    }

    /**
     * What the builder knows of an image that it built.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-856} where it cannot be understood
     */
    public ImageContents inspect(ImageReference reference) {
        Answer answer = program.run(dialect.inspect(reference), ANSWERS_WITHIN);
        if (answer.status() != 0) {
            throw BuilderProblems.unknownContents(reference.toString(), said(answer))
                    .toException();
        }
        return Inspection.parse(answer.text(), reference);
    }

    /**
     * What an OCI archive that a builder wrote holds.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-856} where it cannot be understood
     */
    public static ImageContents contentsOf(Path archive) {
        return OciArchiveReader.read(archive);
    }

    private Answer watched(List<String> arguments) {
        return WatchedRun.of(program.with(arguments), dialect.environment(), this::tell);
    }

    private void tell(String line) {
        String text = surroundings.printable().apply(line);
        if (STEP.matcher(text).matches()) {
            String step = text.replaceAll("--mount=\\S+", "").replaceAll("\\s+", " ");
            surroundings.log().note(step.length() > LONGEST_STEP ? step.substring(0, LONGEST_STEP) + " ..." : step);
        } else {
            surroundings.log().detail(text);
        }
    }

    private String said(Answer answer) {
        return surroundings.printable().apply(answer.lastLines());
    }

    /** The registry that a name leads to; empty where it names none. */
    private static String registryOf(ImageReference reference) {
        return reference.repository().registry().orElse("");
    }

    /** Options that tell the builder of a login that it may not have itself. */
    private List<String> logins(String registry, Scratch folder) {
        return dialect.takesLogins()
                ? surroundings.credentials().find(registry).stream()
                        .map(login -> folder.write("auth.json", BuilderDialect.logins(registry, login)))
                        .flatMap(file -> Stream.of("--authfile", file.toString()))
                        .toList()
                : List.of();
    }

    /**
     * Whether a registry is used without TLS, or without knowing its certificate: this machine's own, and one that is named where
     * that is allowed. A name without a registry is pulled as the builder always does.
     */
    private boolean isTrusted(String registry) {
        return (surroundings.insecureRegistries() && !registry.isEmpty())
                || registry.matches("(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?");
    }
}
