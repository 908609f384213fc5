package org.pyflinkimage.build.layout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pyflinkimage.facts.StandardLibrary;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** A little image with a job, whose imports are looked at. */
final class JobImage {

    static final String SITE = "/opt/venv/lib/python3.11/site-packages/";
    static final String USRLIB = "/opt/flink/usrlib/";

    private static final Origin ORIGIN = new Origin(LayerKind.JOB, "test");

    private final FileTree tree = new FileTree();
    private final List<UnixPath> path = new ArrayList<>(List.of(UnixPath.of("/opt/flink/usrlib")));
    private final Set<String> settings = new HashSet<>();
    private final Path folder;

    JobImage(Path folder) {
        this.folder = folder;
        file("/usr/lib/python3.11/os.py", "");
        file("/usr/lib/python3.11/pathlib.py", "");
        file("/usr/lib/python3.11/collections/__init__.py", "");
        file("/usr/lib/python3.11/xml/__init__.py", "");
        file("/usr/lib/python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so", "");
        file("/usr/lib/python3.11/lib-dynload/mmapped.cpython-311-x86_64-linux-gnu.so", "");
        file(SITE + "pyflink/__init__.py", "");
        file(SITE + "six.py", "");
        file(SITE + "google/protobuf/__init__.py", "");
        file(SITE + "google/api/annotations_pb2.py", "");
        file(SITE + "notes/data.txt", "");
        tree.add(ORIGIN, UnixPath.of(SITE + "linked"), FileNode.link("/elsewhere"));
    }

    void file(String name, String text) {
        file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void file(String name, byte[] bytes) {
        tree.replace(ORIGIN, UnixPath.of(name), FileNode.file(Content.of(bytes)));
    }

    void remove(String name) {
        tree.remove(UnixPath.of(name));
    }

    /** Has modules looked for in a place besides. */
    void path(String name) {
        path.add(UnixPath.of(name));
    }

    /** Declares a setting of Flink. */
    void setting(String name) {
        settings.add(name);
    }

    static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes a file of the job's folder, which need not be in the image. */
    void onDisk(String name) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Problem> problems(JobEntry entry) {
        return problems(new JobSpec(folder, "job.py").with(entry));
    }

    /** Where the job's folder is that of a project, and something is left out of it. */
    List<Problem> problemsOfProject(List<String> excludes) {
        List<FilePattern> patterns = excludes.stream().map(FilePattern::of).toList();
        JobChoice choice = new JobChoice(List.of(), patterns, Set.of(), Optional.of(folder));
        return problems(new JobSpec(folder, "job.py", choice));
    }

    List<Problem> problems(JobSpec job) {
        VirtualEnvironment environment = new VirtualEnvironment(
                UnixPath.of("/opt/venv"),
                PythonVersion.parse("3.11.2").orElseThrow(),
                UnixPath.of("/usr/bin/python3.11"));
        return new JobImports(
                        ModulePath.of(
                                tree,
                                path,
                                environment,
                                StandardLibrary.shipped().compiledIn()),
                        settings)
                .problems(job);
    }

    /** Modules that `job.py` with this text lacks. */
    List<String> missing(String source) {
        file(USRLIB + "job.py", source);
        return missing(new JobEntry.Script("job.py"));
    }

    List<String> missing(JobEntry entry) {
        return problems(entry).stream()
                .map(problem -> problem.what().replaceFirst(".* imports `(.*)`, which .*", "$1"))
                .toList();
    }
}
