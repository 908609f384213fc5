package org.pyflinkimage.facts;

import java.util.List;
import java.util.Optional;

/**
 * A package of Debian and Ubuntu that images have whatever is declared.
 *
 * @param python whose Python an image has it for; empty where it has it with any
 * @param commands those of it that scripts of an image call
 * @param uponBase when it comes upon a base that lacks none of its commands; empty where it does not
 */
public record UsualPackage(
        String name, Optional<ForPython> python, List<String> commands, Optional<UponBase> uponBase) {

    public UsualPackage {
        commands = List.copyOf(commands);
    }

    /** Whose Python a package is for. */
    public enum ForPython {
        SUITE,
        STANDALONE;

        static Optional<ForPython> parse(String text) {
            return switch (text) {
                case "suite" -> Optional.of(SUITE);
                case "standalone" -> Optional.of(STANDALONE);
                default -> Optional.empty();
            };
        }
    }

    /** When a package comes upon a base. */
    public enum UponBase {
        /** Where the base has no certificates of authorities. */
        CERTIFICATES,
        /** Where others come: images work without it, so it is not worth asking an archive for it alone. */
        BESIDE;

        static Optional<UponBase> parse(String text) {
            return switch (text) {
                case "certificates" -> Optional.of(CERTIFICATES);
                case "beside" -> Optional.of(BESIDE);
                default -> Optional.empty();
            };
        }
    }

    /** Whether an image has it only with that Python. */
    boolean isFor(ForPython one) {
        return python.filter(one::equals).isPresent();
    }

    /** Whether it comes upon a base then. */
    boolean comes(UponBase when) {
        return uponBase.filter(when::equals).isPresent();
    }

    static UsualPackage read(FactNode node) {
        return new UsualPackage(
                node.text("name"),
                node.optionalParsed("python", ForPython::parse),
                node.optionalTexts("commands"),
                node.optionalParsed("uponBase", UponBase::parse));
    }
}
