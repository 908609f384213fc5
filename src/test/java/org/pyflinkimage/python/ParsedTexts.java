package org.pyflinkimage.python;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is read of texts that packages and users bring, for tests that know no more than the text. */
public final class ParsedTexts {

    private static final MarkerEnvironment LINUX = MarkerEnvironment.of(
            PythonVersion.parse("3.11.2").orElseThrow(), org.pyflinkimage.value.Platform.LINUX_AMD64);

    private ParsedTexts() {}

    /** Reads a RECORD, and what would be written of it: that says the same. */
    public static void record(String text) {
        InstallationRecord.parse(text)
                .ifPresent(entries -> requireSame(
                        InstallationRecord.write(entries),
                        InstallationRecord.write(InstallationRecord.parse(InstallationRecord.write(entries))
                                .orElseThrow())));
    }

    /** Reads METADATA, and what it requires of a Linux machine. */
    public static void metadata(String text) {
        Metadata.parse(text).ifPresent(metadata -> {
            metadata.requirementsIn(LINUX);
            metadata.requiresPython().ifPresent(versions -> versions.contains(LINUX.pythonVersion()));
        });
    }

    /** Reads each line as a marker, and what would be written of it: both hold together. */
    public static void markers(String text) {
        text.lines()
                .flatMap(line -> Marker.parse(line).stream())
                .forEach(marker -> requireSame(
                        marker.evaluate(LINUX),
                        Marker.parse(marker.text()).orElseThrow().evaluate(LINUX)));
    }

    /** Reads a file of requirements, and each requirement as it would be written for uv: both require the same. */
    public static void requirements(byte[] bytes) {
        Path file = Path.of("/requirements.txt");
        RequirementsReader reader = new RequirementsReader(
                path -> path.equals(file) ? Optional.of(bytes) : Optional.empty(), name -> Optional.of("value"));
        reader.read(file);
        List<RequirementLine> lines = reader.result().lines();
        lines.stream()
                .flatMap(line -> Requirement.parse(line.text()).stream())
                .forEach(requirement -> requireSame(
                        requirement.toLine(),
                        Requirement.parse(requirement.toLine()).orElseThrow().toLine()));
    }

    /** Looks through a wheel. */
    public static void wheel(Path file) throws java.io.IOException {
        new WheelCheck(file, "a-1-py3-none-any.whl").run();
    }

    /** What is read as a text. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void requireSame(Object one, Object other) {
        if (!one.equals(other)) {
            throw new AssertionError("read as %s, and once more as %s".formatted(one, other));
        }
    }
}
