#!/bin/bash
# Grades @TITLE@ in @PARTS@ parts, each a task of its own: `sbatch` this file.
# When all of them are done:
#   @MERGE@
# A task that failed is run again with `sbatch --array=K` and this file.
#SBATCH --job-name=grade-@NAME@
#SBATCH --array=1-@PARTS@
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=@CORES@
#SBATCH --output=grade-@NAME@.%a.log
set -euo pipefail
# The number of parts is written here: when one task is run again, Slurm's own count of tasks is another.
exec @PROGRAM@ --root @ROOT@ grade @SUBMISSIONS@ --assignment @ASSIGNMENT@@PACK@ \
    --shard "$SLURM_ARRAY_TASK_ID/@PARTS@" --jobs @CORES@ --out @RESULTS@
