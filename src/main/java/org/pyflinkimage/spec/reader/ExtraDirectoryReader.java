package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ExtraDirectory.Permission;
import org.pyflinkimage.spec.ExtraDirectoryText;
import org.pyflinkimage.spec.ExtraDirectoryText.PermissionText;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.TakenPlaces;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** The folders of {@code <extraDirectories>}: they are there, and all that is said of them can be meant. */
final class ExtraDirectoryReader {

    private static final String EXAMPLE = "src/main/etc=/etc/flink";
    private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");
    private static final ContainerUser ROOT = ContainerUser.parse("0:0").orElseThrow();

    private final Reading reading;

    ExtraDirectoryReader(Reading reading) {
        this.reading = reading;
    }

    /** Those folders, in the declared order. */
    List<ExtraDirectory> directories() {
        return reading.declaration().extraDirectories().stream()
                .flatMap(text -> directory(text).stream())
                .toList();
    }

    private Optional<ExtraDirectory> directory(ExtraDirectoryText text) {
        Optional<Path> from = from(text);
        Optional<UnixPath> into = into(text);
        JobChoice choice = new JobChoice(
                patterns(text, "includes", text.includes()),
                patterns(text, "excludes", text.excludes()),
                reading.declaration().own(),
                Optional.empty());
        List<Permission> permissions = text.permissions().stream()
                .flatMap(permission -> permission(text, permission).stream())
                .toList();
        ContainerUser owner = owner(text);
        return from.flatMap(folder -> into.map(place -> new ExtraDirectory(folder, place, choice, permissions, owner)));
    }

    private Optional<Path> from(ExtraDirectoryText text) {
        if (text.from().isBlank()) {
            reading.report(Problem.declaration("PYF-065", "an `<extraDirectory>` does not say what it takes")
                    .why("it has no `<from>`, the folder whose files images get")
                    .remedy(Element.EXTRA_DIRECTORIES.with(EXAMPLE)));
            return Optional.empty();
        }
        Optional<Path> path = reading.path(text.from());
        Optional<Path> folder = path.filter(reading.files()::isFolder);
        if (folder.isEmpty()) {
            boolean file = path.filter(reading.files()::isFile).isPresent();
            reading.report(missing(text.from(), file));
        }
        return folder;
    }

    private static Problem missing(String from, boolean file) {
        Problem problem = Problem.declaration(
                "PYF-077", "`%s` in `<extraDirectories>` is no folder that can be read".formatted(from));
        return file
                ? problem.why("it is a file")
                        .remedy(
                                "its folder in `<from>`, and `<includes><include>/%s</include></includes>`; no property has it"
                                        .formatted(from.substring(
                                                Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\')) + 1)))
                : problem.why("there is no folder of that name; relative ones start from the POM's own")
                        .remedy("a folder that is there: " + Element.EXTRA_DIRECTORIES.with(EXAMPLE));
    }

    private Optional<UnixPath> into(ExtraDirectoryText text) {
        if (text.into().isBlank()) {
            reading.report(problem("`%s` in `<extraDirectories>` has no place in the image".formatted(text.from()))
                    .why("it has no `<into>`; in one text the place stands behind `=`, and begins with `/`")
                    .remedy(Element.EXTRA_DIRECTORIES.with(text.from() + "=/etc/flink")));
            return Optional.empty();
        }
        Optional<UnixPath> place = Optional.of(text.into())
                .filter(path -> FolderReader.FORM.matcher(path).matches())
                .flatMap(path -> UnixPath.ofEntry(path.substring(1)));
        Optional<String> objection = place.isEmpty()
                ? Optional.of("it begins with `/`, has no `..`, and is of letters, digits and `._+@-`")
                : TakenPlaces.objection(place.get());
        objection.ifPresent(
                why -> reading.report(
                        problem("`%s` in `<into>` of `%s` is no place for files of an image"
                                        .formatted(text.into(), text.from()))
                                .why(why)
                                .remedy(Element.EXTRA_DIRECTORIES.with(text.from() + "=/etc/flink"))
                                .remedy(
                                        "of a folder that is laid out as an image is, each folder in it as an `<extraDirectory>` of its own")));
        return objection.isPresent() ? Optional.empty() : place;
    }

    private List<FilePattern> patterns(ExtraDirectoryText text, String element, List<String> written) {
        List<FilePattern> patterns = new ArrayList<>();
        for (String each : written) {
            FilePattern.parse(each)
                    .ifPresentOrElse(patterns::add, () -> reading.report(noPattern(each, element, text)));
        }
        return patterns;
    }

    private Optional<Permission> permission(ExtraDirectoryText text, PermissionText permission) {
        Optional<FilePattern> files = FilePattern.parse(permission.file());
        if (files.isEmpty()) {
            reading.report(noPattern(permission.file(), "permissions", text));
        }
        boolean mode = MODE.matcher(permission.mode()).matches();
        if (!mode) {
            reading.report(problem("`%s` in `<permissions>` of `%s` are no permissions"
                            .formatted(permission.mode(), text.from()))
                    .why(
                            "they are three digits from 0 to 7, for the owner, the group and all others; files of yours run"
                                    + " as whoever starts them, so that there are no more")
                    .remedy(permissionLike(permission.file().isBlank() ? "/etc/flink/*.sh" : permission.file())));
        }
        return files.filter(found -> mode).map(found -> new Permission(found, Integer.parseInt(permission.mode(), 8)));
    }

    private static String permissionLike(String file) {
        return "`<permission><file>%s</file><mode>755</mode></permission>` in that `<extraDirectory>`; no property has it"
                .formatted(file);
    }

    private static Problem noPattern(String written, String element, ExtraDirectoryText text) {
        Problem problem = problem("`%s` in `<%s>` of `%s` names no files".formatted(written, element, text.from()))
                .why("a pattern is a line of a `.gitignore`, without `!` and without a way out of the folder");
        return element.equals("permissions")
                ? problem.why("it is of paths in the image").remedy(permissionLike("/etc/flink/*.sh"))
                : problem.remedy("`*.json`, `notes/`, `/local.yaml`, `data/**/*.tmp`; no property has it");
    }

    private ContainerUser owner(ExtraDirectoryText text) {
        Optional<ContainerUser> owner = text.owner().flatMap(ContainerUser::parse);
        if (text.owner().isPresent() && owner.isEmpty()) {
            reading.report(problem("`%s` in `<owner>` of `%s` is no user of the image"
                            .formatted(text.owner().get(), text.from()))
                    .why("the image knows `flink` and `root`; any other is given by number, with or without a group")
                    .remedy("`<owner>9999:9999</owner>` in that `<extraDirectory>`; no property has it")
                    .remedy("or without it: the files belong to `root`, and everybody may read them"));
        }
        return owner.orElse(ROOT);
    }

    private static Problem problem(String what) {
        return Problem.declaration("PYF-065", what);
    }
}
