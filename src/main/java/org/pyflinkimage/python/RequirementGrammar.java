package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.Marker.Comparison;
import org.pyflinkimage.python.Marker.Operand;
import org.pyflinkimage.python.TextScanner.UnexpectedTextException;

/**
 * The grammar of <a href="https://packaging.python.org/en/latest/specifications/dependency-specifiers/">dependency specifiers</a>
 * (PEP 508).
 */
final class RequirementGrammar {

    private static final Pattern IDENTIFIER =
            Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?(?![a-zA-Z0-9])");
    private static final Pattern ADDRESS = Pattern.compile("[^ \\t]+");
    private static final Pattern AND = Pattern.compile("\\band\\b");
    private static final Pattern OR = Pattern.compile("\\bor\\b");
    private static final Pattern OPERATOR = Pattern.compile("===|==|~=|!=|<=|>=|<|>|\\bin\\b|\\bnot[ \\t]+in\\b");
    private static final Pattern LITERAL = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:python_version|python_full_version|os[._]name"
            + "|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)"
            + "|python_implementation|implementation_(?:name|version)|extra)\\b");

    /** Nobody writes as many, and each takes its room on the stack. */
    private static final int DEEPEST = 50;

    private RequirementGrammar() {}

    static Requirement requirement(String text) throws UnexpectedTextException {
        TextScanner scanner = new TextScanner(text);
        String name = scanner.expect(IDENTIFIER, "a distribution's name").group();
        SortedSet<String> extras = extras(scanner);
        Optional<String> address = Optional.empty();
        SpecifierSet specifiers = SpecifierSet.ANY;
        if (scanner.next('@')) {
            address = Optional.of(scanner.expect(ADDRESS, "an address").group());
        } else {
            specifiers = specifiers(scanner);
        }
        Optional<Marker> marker = scanner.next(';') ? Optional.of(marker(scanner)) : Optional.empty();
        scanner.expectEnd();
        return new Requirement(name, extras, specifiers, address, marker);
    }

    private static SortedSet<String> extras(TextScanner scanner) throws UnexpectedTextException {
        SortedSet<String> extras = new TreeSet<>();
        if (!scanner.next('[') || scanner.next(']')) {
            return extras;
        }
        do {
            extras.add(scanner.expect(IDENTIFIER, "an extra's name").group());
        } while (scanner.next(','));
        scanner.expect(']');
        return extras;
    }

    private static SpecifierSet specifiers(TextScanner scanner) throws UnexpectedTextException {
        boolean parenthesis = scanner.next('(');
        List<Specifier> specifiers = new ArrayList<>();
        Optional<Matcher> next = scanner.next(Specifier.FORM);
        while (next.isPresent()) {
            specifiers.add(Specifier.of(next.get()));
            next = scanner.next(',') ? scanner.next(Specifier.FORM) : Optional.empty();
        }
        if (parenthesis) {
            scanner.expect(')');
        }
        return new SpecifierSet(specifiers);
    }

    /** {@code and} binds closer than {@code or}. */
    static Marker marker(TextScanner scanner) throws UnexpectedTextException {
        return marker(scanner, 0);
    }

    /** @param depth how many brackets are open */
    private static Marker marker(TextScanner scanner, int depth) throws UnexpectedTextException {
        List<Marker> parts = new ArrayList<>();
        do {
            parts.add(conjunction(scanner, depth));
        } while (scanner.next(OR).isPresent());
        return parts.size() == 1 ? parts.get(0) : new Marker.Any(parts);
    }

    private static Marker conjunction(TextScanner scanner, int depth) throws UnexpectedTextException {
        List<Marker> parts = new ArrayList<>();
        do {
            parts.add(term(scanner, depth));
        } while (scanner.next(AND).isPresent());
        return parts.size() == 1 ? parts.get(0) : new Marker.All(parts);
    }

    private static Marker term(TextScanner scanner, int depth) throws UnexpectedTextException {
        if (scanner.next('(')) {
            if (depth == DEEPEST) {
                throw scanner.unexpected("no more than %s brackets in each other are".formatted(DEEPEST));
            }
            Marker marker = marker(scanner, depth + 1);
            scanner.expect(')');
            return marker;
        }
        Operand left = operand(scanner);
        String operator = scanner.expect(OPERATOR, "an operator").group().replaceAll("[ \\t]+", " ");
        return new Comparison(left, operator, operand(scanner));
    }

    private static Operand operand(TextScanner scanner) throws UnexpectedTextException {
        Optional<Matcher> variable = scanner.next(VARIABLE);
        if (variable.isPresent()) {
            String name = variable.get().group().replace('.', '_');
            return new Operand(true, name.equals("python_implementation") ? "platform_" + name : name);
        }
        Matcher literal = scanner.expect(LITERAL, "a variable or a quoted text");
        return new Operand(false, literal.group(1) == null ? literal.group(2) : literal.group(1));
    }
}
