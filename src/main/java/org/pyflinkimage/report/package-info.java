/**
 * Verdicts as text for people and machines: terminal, Markdown, JSON, JUnit, SARIF, matrices for GitHub and GitLab. Decides
 * nothing and writes no file.
 */
@NullMarked
package org.pyflinkimage.report;

import org.jspecify.annotations.NullMarked;
