package org.pyflinkimage.inspect.inventory;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.OpenImage;
import org.pyflinkimage.python.StandaloneInterpreter;
import org.pyflinkimage.value.ImagePaths;

/**
 * What is in an image. Nothing of it was run: programs and libraries are there by their names, in the places where they usually
 * lie.
 *
 * @param system as it says of itself
 * @param packages that dpkg keeps as installed, by name; none where it keeps nothing
 * @param libc empty where there is none, or none that is known
 * @param users of {@code /etc/passwd}
 * @param groups of {@code /etc/group}
 * @param commands those that were looked for and that its PATH finds
 * @param certificates whether it has certificate authorities
 * @param flinks at {@code FLINK_HOME}, and where the official images have it
 * @param configuration how a container of it runs
 */
public record Inventory(
        OperatingSystem system,
        List<InstalledPackage> packages,
        Optional<CLibrary> libc,
        List<Account> users,
        List<Account> groups,
        Set<String> commands,
        boolean certificates,
        JavaHomes java,
        Pythons python,
        List<FlinkInstallation> flinks,
        ContainerConfiguration configuration) {

    public Inventory {
        packages = List.copyOf(packages);
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        flinks = List.copyOf(flinks);
        commands = Collections.unmodifiableSet(new TreeSet<>(commands));
    }

    /**
     * Reads an image, for which its layers are had.
     *
     * @param commands to look for
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where its layers are none, or hostile
     */
    public static Inventory of(OpenImage image, Collection<String> commands) {
        return of(image.view(), image.configuration(), commands);
    }

    /**
     * Reads an image's files.
     *
     * @param commands to look for
     */
    public static Inventory of(ImageView view, ContainerConfiguration configuration, Collection<String> commands) {
        ImageFiles files = new ImageFiles(view);
        files.want(OperatingSystem.FILES);
        files.want(List.of(ImagePaths.PASSWD, ImagePaths.GROUP));
        files.want(DpkgStatus.files(view), DpkgStatus.LARGEST);
        files.want(JavaHomes.releases(view));
        SearchPath path = SearchPath.of(configuration, view);
        List<PythonPlace> pythons = Pythons.places(view, path);
        files.want(PythonReleases.headers(pythons), PythonReleases.LARGEST);
        files.fetch();
        List<InstalledPackage> packages = DpkgStatus.packages(files);
        return new Inventory(
                OperatingSystem.of(files),
                packages,
                CLibraries.find(packages, files),
                Account.ofAll(files.text(ImagePaths.PASSWD)),
                Account.ofAll(files.text(ImagePaths.GROUP)),
                found(commands, path),
                StandaloneInterpreter.AUTHORITY_FILES.stream()
                        .anyMatch(file -> view.sizeOf(file).orElse(0) > 0),
                JavaHomes.of(files, path, configuration),
                Pythons.of(pythons, new PythonReleases(files, packages), view, path),
                FlinkInstallation.find(view, configuration),
                configuration);
    }

    private static Set<String> found(Collection<String> commands, SearchPath path) {
        return commands.stream()
                .filter(command -> path.find(command).isPresent())
                .collect(Collectors.toSet());
    }

    /** A package that dpkg keeps as installed. */
    public Optional<InstalledPackage> findPackage(String name) {
        return packages.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The users and groups of a kind, for people: {@code user `flink` (9999)}. */
    public List<String> accounts(Predicate<Account> kind) {
        return Stream.concat(
                        users.stream().filter(kind).map(user -> user.named("user")),
                        groups.stream().filter(kind).map(group -> group.named("group")))
                .toList();
    }

    /** For people, in one line: {@code Debian GNU/Linux 12 (bookworm), glibc 2.36, 88 packages, Python 3.11 in /usr/local}. */
    @Override
    public String toString() {
        return Stream.of(
                        Stream.of(system.title().isEmpty() ? "an unknown system" : system.title()),
                        libc.stream(),
                        Stream.of(packages.size() + " packages"),
                        java.all().stream(),
                        python.all().stream(),
                        flinks.stream())
                .flatMap(parts -> parts)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
