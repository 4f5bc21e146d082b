/* A strict judge of OpenMetrics texts, which shares nothing with the program.
 */
#ifndef OPENMETRICS_VALID_H
#define OPENMETRICS_VALID_H

/* Is it a text of OpenMetrics 1.0 whose families are all gauges?
 * NULL: yes; else the line where it stops to be one. */
const char *openmetrics_valid(const char *text);

#endif
