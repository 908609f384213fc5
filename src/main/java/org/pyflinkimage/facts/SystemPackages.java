package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.pyflinkimage.facts.UsualPackage.ForPython;
import org.pyflinkimage.facts.UsualPackage.UponBase;

/**
 * The packages of Debian and Ubuntu that images have whatever is declared, and the commands that are called in them.
 *
 * @param all in the order in which they are wanted
 * @param installing the commands by which a Dockerfile installs packages
 * @param accounts those by which it makes a user
 */
public record SystemPackages(List<UsualPackage> all, List<String> installing, Accounts accounts) {

    static final String FILE = "system.json";

    public SystemPackages {
        all = List.copyOf(all);
        installing = List.copyOf(installing);
    }

    /**
     * What makes users and groups.
     *
     * @param packageName of what brings the commands
     */
    public record Accounts(String packageName, List<String> commands) {
        public Accounts {
            commands = List.copyOf(commands);
        }
    }

    /** Those that are known. */
    public static SystemPackages shipped() {
        return Shipped.ALL;
    }

    static SystemPackages read(FactNode file) {
        return new SystemPackages(
                file.list("packages", UsualPackage::read),
                file.object("installing", node -> node.texts("commands")),
                file.object("accounts", node -> new Accounts(node.text("package"), node.texts("commands"))));
    }

    /** The packages of images with the suite's own Python. */
    public List<String> withSuitesPython() {
        return names(known -> !known.isFor(ForPython.STANDALONE));
    }

    /** Those that images have with any Python. */
    public List<String> withAnyPython() {
        return names(known -> known.python().isEmpty());
    }

    /** What a standalone CPython finds outside of itself. */
    public List<String> ofStandalonePython() {
        return names(known -> known.isFor(ForPython.STANDALONE));
    }

    /** What images have, and work without. */
    public List<String> dispensable() {
        return names(known -> known.comes(UponBase.BESIDE));
    }

    /** What brings the certificates of authorities. */
    public List<String> ofCertificates() {
        return names(known -> known.comes(UponBase.CERTIFICATES));
    }

    /** The package that brings a command which scripts of an image call; empty where they do not call it. */
    public Optional<String> bringing(String command) {
        return all.stream()
                .filter(known -> known.commands().contains(command))
                .map(UsualPackage::name)
                .findFirst();
    }

    /** The commands that scripts of an image call. */
    public NavigableSet<String> called() {
        NavigableSet<String> called = new TreeSet<>();
        all.forEach(known -> called.addAll(known.commands()));
        return Collections.unmodifiableNavigableSet(called);
    }

    /** All commands that are looked for in a system. */
    public NavigableSet<String> commands() {
        NavigableSet<String> commands = new TreeSet<>(called());
        commands.addAll(installing);
        commands.addAll(accounts.commands());
        return Collections.unmodifiableNavigableSet(commands);
    }

    private List<String> names(Predicate<UsualPackage> which) {
        return all.stream().filter(which).map(UsualPackage::name).toList();
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final SystemPackages ALL = FactNode.read(FILE, FactsReader.shippedText(FILE), SystemPackages::read);
    }
}
