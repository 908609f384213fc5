package org.pyflinkimage.rules;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.Specifier;
import org.pyflinkimage.python.SpecifierSet;

/**
 * Whether two specifier sets have a version in common. Between the versions that they name nothing changes, so it is enough to
 * try these and their neighbours.
 */
final class Overlap {

    private static final String FAR = "99999";

    private Overlap() {}

    /** Kept, because every cell of a matrix asks the same. */
    private static final Map<Question, Boolean> ANSWERS = new ConcurrentHashMap<>();

    private record Question(SpecifierSet left, SpecifierSet right) {}

    static boolean exists(SpecifierSet left, SpecifierSet right) {
        return ANSWERS.computeIfAbsent(new Question(left, right), Overlap::answer);
    }

    private static boolean answer(Question question) {
        return Stream.concat(Stream.of("0", FAR), samples(question.left(), question.right()))
                .map(Pep440Version::parse)
                .flatMap(Optional::stream)
                .anyMatch(version ->
                        question.left().contains(version) && question.right().contains(version));
    }

    private static Stream<String> samples(SpecifierSet left, SpecifierSet right) {
        return Stream.concat(left.specifiers().stream(), right.specifiers().stream())
                .map(Specifier::version)
                .map(text -> text.endsWith(".*") ? text.substring(0, text.length() - 2) : text)
                .flatMap(text -> Stream.concat(
                        Stream.of(text), Pep440Version.parse(text).stream().flatMap(Overlap::neighbours)));
    }

    private static Stream<String> neighbours(Pep440Version version) {
        List<BigInteger> release = version.release();
        List<String> neighbours = new ArrayList<>(List.of(dotted(release), dotted(release) + ".1"));
        for (int i = 0; i < release.size(); i++) {
            List<BigInteger> head = new ArrayList<>(release.subList(0, i));
            neighbours.add(dotted(plus(head, release.get(i).add(BigInteger.ONE))));
            if (release.get(i).signum() > 0) {
                neighbours.add(dotted(plus(head, release.get(i).subtract(BigInteger.ONE))) + "." + FAR);
            }
        }
        return neighbours.stream();
    }

    private static List<BigInteger> plus(List<BigInteger> head, BigInteger last) {
        return Stream.concat(head.stream(), Stream.of(last)).toList();
    }

    private static String dotted(List<BigInteger> release) {
        return release.stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }
}
