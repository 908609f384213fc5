package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Problem;

/**
 * A program that has ended.
 *
 * @param status its exit status
 * @param output what it wrote to its output; no logins in addresses
 * @param errors what it wrote to its error output; no logins in addresses
 */
record ProgramRun(int status, String output, String errors) {

    private static final int LONGEST_TEXT = 1 << 20;

    /**
     * Runs a program to its end, without input.
     *
     * @param variables its whole environment
     * @throws IOException where it cannot be started
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-483} where it does not end in time
     */
    static ProgramRun of(List<String> command, Path folder, Map<String, String> variables, Duration limit)
            throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path output = scratch.folder().resolve("output");
            Path errors = scratch.folder().resolve("errors");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            int status = await(builder.start(), command.get(0), limit);
            return new ProgramRun(status, text(output), text(errors));
        }
    }

    boolean succeeded() {
        return status == 0;
    }

    private static int await(Process process, String program, Duration limit) throws IOException {
        try {
            process.getOutputStream().close();
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw Problem.environment("PYF-483", "`%s` did not end within %d s".formatted(program, limit.toSeconds()))
                    .remedy("look whether this machine reaches its package index, and try again")
                    .toException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.environment("PYF-521", "The build was interrupted").toException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = Math.min(bytes.length, LONGEST_TEXT);
        return Addresses.withoutLogins(new String(bytes, 0, length, StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
