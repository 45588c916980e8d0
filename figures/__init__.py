"""Draws the drills: a pose spec in, SVG files out. A build tool: the running site never imports it.

World axes, in metres: +X is the figure's left, -Y its front, +Z up; the floor and the top of a mat lie at Z = 0.
Angles are degrees and clinical: + is flexion, abduction, INTERNAL rotation, knee bend, ankle dorsiflexion, the same
sign on both sides. In a picture, x grows to the right and y downwards, in units of the view box (960 x 800).
"""
