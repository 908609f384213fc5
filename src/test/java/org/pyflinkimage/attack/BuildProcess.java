package org.pyflinkimage.attack;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;

/** A build in a process of its own, which can be killed. */
final class BuildProcess implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;

    private BuildProcess(Process process) {
        this.process = process;
    }

    /** Starts a process that is ready to build an image that was mirrored and planned in a folder. */
    static BuildProcess ready(Path folder, Path store) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildProcess.class.getName(),
                        folder.toString(),
                        store.toString())
                .redirectError(new File(folder.toFile(), "errors"))
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.equals(READY)) {
            line = output.readLine();
        }
        return new BuildProcess(process);
    }

    /** What all processes build: all kinds of artifacts, into archives of both kinds. */
    static ImageSpec spec(TinyImage tiny) {
        return TinyImage.spec(tiny.declaration().with(Element.TO, List.of("oci-archive", "docker-archive")));
    }

    public static void main(String[] arguments) throws IOException {
        TinyImage tiny = TinyImage.madeIn(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(READY);
        System.out.flush();
        if (System.in.read() < 0) {
            throw new IOException("nobody says that it may begin");
        }
        tiny.build(tiny.requestAsLocked(spec(tiny)));
        // Nothing is waited for: what is to be there has to be there now.
        Runtime.getRuntime().halt(0);
    }

    /** Lets it build. */
    BuildProcess begin() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
        return this;
    }

    /** Ends it at once, wherever it is. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it is through, and tells how it ended. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
