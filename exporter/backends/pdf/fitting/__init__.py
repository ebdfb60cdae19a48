"""Copy fitting: a text is made to fill whole pages or a box, within the limits that its layout sets.

balance   how much of the target laid-out pages fill: lines and words over or under
means     the settings of a layout, from the least visible change to the most
search    the least change that fits, in a bounded number of layouts
report    what was found and done, as findings
fit       these together: the one function that `render` calls
"""

from __future__ import annotations
