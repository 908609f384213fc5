package org.pyflinkimage.verdict;

import org.pyflinkimage.value.Problem.Severity;

/**
 * What a rule demands, for lists of rules.
 *
 * @param severity of its gravest findings, where the declaration changes nothing
 * @param title a sentence: {@code apache-beam has a wheel}
 */
public record RuleTitle(String code, Severity severity, String title) {}
