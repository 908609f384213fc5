package org.pyflinkimage.build;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.build.layout.JobFiles;
import org.pyflinkimage.build.validation.ValidationFiles;
import org.pyflinkimage.job.ChosenFile;
import org.pyflinkimage.job.ChosenFiles;
import org.pyflinkimage.job.ExtraFile;
import org.pyflinkimage.job.ExtraFiles;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.Sizes;
import org.pyflinkimage.value.Visible;

/**
 * Tells which files of a job and of extra directories images get, and which they do not: a line in the log for each, and {@code
 * job-files.txt}.
 */
final class JobListing {

    /** The list's name in the folder for results. */
    static final String FILE = "job-files.txt";

    private static final int NAMED = 4;

    private final ChosenFiles chosen;

    private JobListing(ChosenFiles chosen) {
        this.chosen = chosen;
    }

    /** Tells of the job of these images, where they have one. */
    static void tell(Request request, BuildLog log) {
        jobOf(request.specs()).ifPresent(job -> {
            JobListing listing = new JobListing(ChosenFiles.of(job));
            ValidationFiles.write(request.output().resolve(FILE), listing.text());
            log.note(listing.line());
            listing.chosen.warnings().forEach(log::warn);
        });
        extraOf(request.specs()).ifPresent(extra -> {
            log.note(lineOf(extra));
            extra.warnings().forEach(log::warn);
        });
    }

    /** Those of extra directories, where there are any; all images of one declaration have the same. */
    private static Optional<ExtraFiles> extraOf(List<ImageSpec> specs) {
        return specs.stream()
                .map(ImageSpec::extraDirectories)
                .filter(directories -> !directories.isEmpty())
                .findFirst()
                .map(ExtraFiles::of);
    }

    private static String lineOf(ExtraFiles extra) {
        List<ChosenFile> files = extra.files().stream().map(ExtraFile::file).toList();
        return "Extra files: " + told(files, extra.leftOut());
    }

    /** All images of one declaration carry the same job. */
    private static Optional<JobSpec> jobOf(List<ImageSpec> specs) {
        return specs.stream().flatMap(spec -> spec.job().stream()).findFirst();
    }

    /** {@code Job: 2 files, 310 bytes; left out: .git/, env/ (job-files.txt)}. */
    private String line() {
        return "Job: %s (%s)".formatted(told(chosen.files(), chosen.leftOut()), FILE);
    }

    private static String told(List<ChosenFile> files, SortedMap<String, String> leftOut) {
        int count = files.size();
        String left = FirstOf.of(NAMED, leftOut.keySet(), Visible::inLine).text();
        return String.format(
                Locale.ROOT,
                "%d %s, %s%s",
                count,
                count == 1 ? "file" : "files",
                Sizes.exactly(ChosenFiles.size(files)),
                left.isEmpty() ? "" : "; left out: " + left);
    }

    private String text() {
        StringBuilder text = new StringBuilder("# in %s, with their bytes\n".formatted(JobFiles.FOLDER));
        chosen.files().forEach(file -> text.append(Visible.inLine(lineOf(file))).append('\n'));
        if (!chosen.leftOut().isEmpty()) {
            text.append("# left out; <includes> of the <job> takes such files\n");
            chosen.leftOut()
                    .forEach((path, reason) ->
                            text.append(Visible.inLine(path + ": " + reason)).append('\n'));
        }
        return text.toString();
    }

    private static String lineOf(ChosenFile file) {
        if (file instanceof ChosenFile.Link link) {
            return "%12s  %s -> %s".formatted("", link.path(), link.target());
        }
        ChosenFile.Regular regular = (ChosenFile.Regular) file;
        return String.format(Locale.ROOT, "%12d  %s", regular.size(), regular.path());
    }
}
