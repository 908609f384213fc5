package org.pyflinkimage.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Spelling;

/** A job's folders and files, put side by side: what lies in one may not take the place of what lies in another. */
final class JobFolders {

    private final JobSpec job;
    private final SortedMap<String, ChosenFile> files = new TreeMap<>();
    private final NavigableMap<String, Path> places = new TreeMap<>();
    private final SortedMap<String, String> leftOut = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<FilePattern> metPatterns = new HashSet<>();

    JobFolders(JobSpec job) {
        this.job = job;
    }

    ChosenFiles chosen() {
        List<Problem> ofEntry = new ArrayList<>();
        for (Path source : job.sources()) {
            try {
                if (Files.isRegularFile(source)) {
                    String name = String.valueOf(source.getFileName());
                    put(new ChosenFile.Regular(name, source, Files.size(source)), source);
                } else {
                    take(source).ifPresent(ofEntry::add);
                }
            } catch (IOException | UncheckedIOException e) {
                throw ChosenFiles.unreadable(source, e);
            }
        }
        if (!files.containsKey(job.entry().file())) {
            ofEntry.stream().limit(1).forEach(problems::add);
        }
        reportInnerPlaces();
        job.attachments().paths().forEach((element, paths) -> paths.forEach(path -> reportUnfit(element, path)));
        List<ChosenFile> sorted = files.values().stream()
                .sorted(Comparator.comparing(ChosenFile::path))
                .toList();
        return new ChosenFiles(sorted, leftOut, problems, idlePatterns());
    }

    /** Takes what a folder has; what is to be run may be left out there. */
    private Optional<Problem> take(Path source) throws IOException {
        FolderLook folder = new FolderLook(FolderRole.JOB, job.choice(), source);
        ChosenFiles chosen = folder.chosen();
        metPatterns.addAll(folder.metPatterns());
        chosen.files().forEach(file -> put(file, source));
        chosen.leftOut().forEach((path, reason) -> leftOut.putIfAbsent(path, reason));
        problems.addAll(chosen.problems());
        return LeftOutEntry.problem(job.entry(), folder.leftOut());
    }

    private void put(ChosenFile file, Path source) {
        Path before = places.putIfAbsent(file.path(), source);
        if (before == null) {
            files.put(file.path(), file);
        } else {
            problems.add(conflict(file.path(), before, source));
        }
    }

    /** A file in the place of a folder. */
    private void reportInnerPlaces() {
        for (Map.Entry<String, Path> file : places.entrySet()) {
            String folder = file.getKey() + "/";
            Map.Entry<String, Path> inner = places.ceilingEntry(folder);
            if (inner != null && inner.getKey().startsWith(folder)) {
                problems.add(conflict(file.getKey(), file.getValue(), inner.getValue()));
            }
        }
    }

    /** An exclude with a star may wait for files that are not always there; a name without one is a mistake. */
    private List<Problem> idlePatterns() {
        Stream<Problem> excludes = job.choice().excludes().stream()
                .filter(pattern -> !metPatterns.contains(pattern) && !pattern.isOfSeveral())
                .map(pattern -> idle(Element.EXCLUDES, pattern));
        Stream<Problem> includes = job.choice().includes().stream()
                .filter(pattern -> !metPatterns.contains(pattern))
                .map(pattern -> idle(Element.INCLUDES, pattern));
        return Stream.concat(excludes, includes).toList();
    }

    private Problem idle(Element element, FilePattern pattern) {
        Problem problem = Problem.declaration(
                        "PYF-277",
                        "`%s`, which %s names, is nothing in the job".formatted(pattern, element.partNamed()))
                .why("no file or folder that is looked at matches it, so that it changes nothing")
                .withSeverity(Problem.Severity.WARNING);
        return near(pattern.toString().replaceAll("^/|/$", ""))
                .map(near -> problem.remedy("perhaps " + element.with("/" + near)))
                .orElse(problem)
                .remedy("without it, or with a path from the job's folder on");
    }

    /** A file of that name elsewhere, or the one whose path is spelled almost like it; also one that is left out. */
    private Optional<String> near(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        Set<String> known = new TreeSet<>(leftOut.keySet());
        for (String file : files.keySet()) {
            known.add(file);
            for (int end = file.indexOf('/'); end > 0; end = file.indexOf('/', end + 1)) {
                known.add(file.substring(0, end));
            }
        }
        return known.stream()
                .filter(file -> file.equals(name) || file.replaceFirst("/$", "").endsWith("/" + name))
                .findFirst()
                .or(() -> Spelling.nearest(path, known));
    }

    private void reportUnfit(Element element, String path) {
        boolean folder =
                element == Element.FILES && files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
        if (!folder && !files.containsKey(path)) {
            problems.add(missing(element, path));
        } else if (files.get(path) instanceof ChosenFile.Regular regular) {
            AttachmentKind.problem(element, path, regular.file()).ifPresent(problems::add);
        }
    }

    private Problem missing(Element element, String path) {
        Problem problem = Problem.declaration(
                "PYF-265", "`%s`, which %s names, is no file of the job".formatted(path, element.partNamed()));
        Optional<Map.Entry<String, String>> left = leftOut.entrySet().stream()
                .filter(entry -> LeftOutEntry.holds(entry.getKey(), path))
                .findFirst();
        if (left.isPresent()) {
            return problem.why("`%s` is left out: %s"
                            .formatted(left.get().getKey(), left.get().getValue()))
                    .remedy(Element.INCLUDES.with(path));
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        return files.keySet().stream()
                .filter(file -> file.equals(name) || file.endsWith("/" + name))
                .findFirst()
                .or(() -> Spelling.nearest(path, files.keySet()))
                .map(near -> problem.remedy(element.with(near)))
                .orElseGet(() -> problem.remedy(
                        "a file below one of the `<sources>` (-Dpyflink.job), and its path from there on"));
    }

    private static Problem conflict(String path, Path one, Path other) {
        return Problem.declaration("PYF-262", "`%s` of the job is there twice".formatted(path))
                .why("it lies in `%s` and in `%s`, whose files lie side by side in the image".formatted(one, other))
                .remedy("another name for one of them")
                .remedy("without both of them: " + Element.EXCLUDES.with("/" + path));
    }
}
