package org.pyflinkimage.spec.reader;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.ContainerSpec.Folders;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.TakenPlaces;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** The folders of containers: those of {@code <volumes>}, and {@code <workingDirectory>}. */
final class FolderReader {

    /** Of characters that no shell and no Dockerfile takes for anything else. */
    static final Pattern FORM = Pattern.compile("/[A-Za-z0-9._+@/-]*");

    private static final UnixPath OF_ROOT = UnixPath.of("/root");

    private final Reading reading;
    private final ContainerUser user;

    /** @param user whom containers run as */
    FolderReader(Reading reading, ContainerUser user) {
        this.reading = reading;
        this.user = user;
    }

    Folders folders() {
        Optional<UnixPath> working = reading.value(Element.WORKING_DIRECTORY)
                .flatMap(text -> folder(text, Element.WORKING_DIRECTORY, "/opt/flink/work"));
        NavigableSet<UnixPath> volumes = new TreeSet<>();
        for (String text : reading.values(Element.VOLUMES)) {
            folder(text, Element.VOLUMES, "/opt/flink/state").ifPresent(volumes::add);
        }
        return new Folders(working, volumes);
    }

    private Optional<UnixPath> folder(String text, Element element, String example) {
        Optional<UnixPath> folder = Optional.of(text)
                .filter(path -> FORM.matcher(path).matches())
                .flatMap(path -> UnixPath.ofEntry(path.substring(1)));
        Optional<String> objection = folder.isEmpty()
                ? Optional.of("it begins with `/`, has no `..`, and is of letters, digits and `._+@-`")
                : objection(folder.get());
        objection.ifPresent(why -> reading.report(Problem.declaration(
                        "PYF-063", "`%s` in `%s` is no folder for containers".formatted(text, element.tag()))
                .why(why)
                .remedy(element.with(example))));
        return objection.isPresent() ? Optional.empty() : folder;
    }

    private Optional<String> objection(UnixPath folder) {
        Optional<String> taken = TakenPlaces.objection(folder);
        if (taken.isPresent()) {
            return taken;
        }
        return folder.startsWith(OF_ROOT) && user.uid() != 0
                ? Optional.of("only `root` gets there, and containers run as %s".formatted(user))
                : Optional.empty();
    }
}
