package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.pyflinkimage.system.Command;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.ProgramRun;

/**
 * A real uv of another version than the pinned one, on Linux. As that it is kept from an earlier run, or fetched by pip where {@link
 * RealUv} may be fetched; without one that is printed, or a failure with {@code
 * -De2e=required}.
 */
public final class OtherUv {

    private static final String VERSION = "0.9.5";
    private static final Path FOLDER = Path.of("target", "uv-store", "other");
    private static boolean told;

    private OtherUv() {}

    /** Empty where neither an earlier run nor pip has brought it. */
    public static synchronized Optional<Path> executable() {
        Path program = FOLDER.resolve("uv-" + VERSION).toAbsolutePath();
        String failure = Files.exists(program) ? "" : RealUv.mayFetch() ? fetch(program) : "it may not be fetched";
        if (!failure.isEmpty() && RealUv.mayFetch() && "required".equals(System.getProperty("e2e"))) {
            throw new AssertionError(
                    "without uv %s, which -De2e=required makes a failure: %s".formatted(VERSION, failure));
        }
        if (!failure.isEmpty() && !told) {
            System.out.println("without uv %s, what it would do is not seen: %s".formatted(VERSION, failure));
            told = true;
        }
        return Optional.of(program).filter(Files::exists);
    }

    /** Says why it could not. */
    private static String fetch(Path program) {
        Optional<Command> pip = Environment.ofProcess()
                .program("python3", "python")
                .map(python -> python.command(
                                "-m", "pip", "download", "uv==" + VERSION, "--no-deps", "--only-binary", ":all:")
                        .and(List.of("--no-input", "--dest", FOLDER.toString()))
                        .within(Duration.ofMinutes(5)));
        if (pip.isEmpty()) {
            return "there is no Python";
        }
        try {
            Files.createDirectories(FOLDER);
            ProgramRun run = pip.get().run();
            return run.succeeded() ? extract(program) : run.errors();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String extract(Path program) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Path wheel = files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow();
            Path unfinished = FOLDER.resolve("unfinished");
            try (ZipFile zip = new ZipFile(wheel.toFile());
                    InputStream stream = zip.getInputStream(zip.getEntry("uv-%s.data/scripts/uv".formatted(VERSION)))) {
                Files.copy(stream, unfinished, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, program);
            return "";
        }
    }
}
