package org.pyflinkimage.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** What kind of file a job's attachment has to be, so that Python or Flink does something with it: elsewhere it would lie there unused. */
final class AttachmentKind {

    private static final Pattern MODULE = Pattern.compile("(?!.*\\.dist-info/|EGG-INFO/).*\\.(?:pyc?|so)");
    private static final Pattern OF_NO_USE =
            Pattern.compile("META-INF/(?!services/.).*|.*\\.(?:java|scala|kt|html|css|js)|.*/");

    private static final int TAR_HEADER = 512;
    private static final int TAR_SUM = 148;
    private static final int TAR_SUM_LENGTH = 8;

    private AttachmentKind() {}

    /** {@code PYF-275} for a file that is not of a kind that does something there. */
    static Optional<Problem> problem(Element element, String path, Path file) {
        return switch (element) {
            case FILES -> path.endsWith(".py") ? Optional.empty() : ofModules(path, file);
            case ARCHIVES -> isTar(path) ? ofTar(path, file) : ofZip(path, file);
            case JARS -> ofClasses(path, file);
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> ofModules(String path, Path file) {
        Problem problem = misfit(Element.FILES, path)
                .why("Python imports from folders, from zips (also wheels and eggs), and from `.py` files");
        return entries(file)
                .map(names -> names.stream()
                                .anyMatch(name -> MODULE.matcher(name).matches())
                        ? Optional.<Problem>empty()
                        : Optional.of(problem.why("it has no module in it")
                                .remedy("data for functions is better unpacked: " + Element.ARCHIVES.with(path))))
                .orElseGet(() -> Optional.of(problem.why("it is no zip")
                        .remedy("a zip of the same modules: " + Element.FILES.with(zipped(path)))
                        .remedy("data for functions is better unpacked: " + Element.ARCHIVES.with(path))));
    }

    private static Optional<Problem> ofZip(String path, Path file) {
        return entries(file).isPresent()
                ? Optional.empty()
                : Optional.of(misfit(Element.ARCHIVES, path)
                        .why(
                                "Flink unpacks `.tar`, `.tar.gz` and `.tgz`, and takes all else for a zip, which this is not")
                        .remedy("a zip of the same: " + Element.ARCHIVES.with(zipped(path))));
    }

    private static Optional<Problem> ofTar(String path, Path file) {
        boolean zipped = path.toLowerCase(Locale.ROOT).endsWith("gz");
        return startsAs(file, zipped)
                ? Optional.empty()
                : Optional.of(misfit(Element.ARCHIVES, path)
                        .why("by its name it is %s, and by its bytes it is none"
                                .formatted(zipped ? "a gzip file" : "a tar archive"))
                        .remedy("a name that says what it is, or the archive that the name says"));
    }

    private static Optional<Problem> ofClasses(String path, Path file) {
        Problem problem = misfit(Element.JARS, path);
        if (!path.endsWith(".jar")) {
            return Optional.of(problem.why("Flink takes the files for its class path whose names end in `.jar`")
                    .remedy("another name: " + Element.JARS.with(path.replaceFirst("(?i)(\\.[a-z]+)?$", ".jar"))));
        }
        Optional<List<String>> names = entries(file);
        if (names.isEmpty()) {
            return Optional.of(
                    problem.why("it is no zip, which a jar is")
                            .remedy(
                                    "the jar itself: what an unfinished download or a version control system left may lie in its place"));
        }
        return names.get().stream().allMatch(name -> OF_NO_USE.matcher(name).matches())
                ? Optional.of(problem.why("it has no class in it: of sources or documentation Flink takes nothing")
                        .remedy("the jar with the classes")
                        .remedy("or without this one"))
                : Optional.empty();
    }

    private static Problem misfit(Element element, String path) {
        return Problem.declaration("PYF-275", "`%s` in `<job>%s` would do nothing".formatted(path, element.partTag()));
    }

    private static boolean isTar(String path) {
        return Stream.of(".tar", ".tar.gz", ".tgz").anyMatch(path.toLowerCase(Locale.ROOT)::endsWith);
    }

    private static String zipped(String path) {
        return path.replaceFirst("(?i)(\\.tar)?\\.[a-z0-9]+$", "") + ".zip";
    }

    /** The names in a zip; empty where it is none, or cannot be read. */
    private static Optional<List<String>> entries(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return Optional.of(zip.stream().map(ZipEntry::getName).toList());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean startsAs(Path file, boolean gzip) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes(TAR_HEADER);
            return gzip
                    ? start.length > 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b
                    : start.length == TAR_HEADER && isTarHeader(start);
        } catch (IOException e) {
            return false;
        }
    }

    /** It has the sum of its own bytes, of which those of the sum count as blanks; an empty archive has zeros alone. */
    private static boolean isTarHeader(byte[] header) {
        int sum = 0;
        for (int i = 0; i < header.length; i++) {
            sum += i >= TAR_SUM && i < TAR_SUM + TAR_SUM_LENGTH ? ' ' : header[i] & 0xff;
        }
        String kept = new String(header, TAR_SUM, TAR_SUM_LENGTH, StandardCharsets.US_ASCII).replaceAll("[^0-7]", "");
        return kept.isEmpty() ? sum == TAR_SUM_LENGTH * ' ' : Integer.parseInt(kept, 8) == sum;
    }
}
