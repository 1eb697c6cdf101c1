// The benchmark is a package of its own; this is its command.
import '@madoguchi/bench'
