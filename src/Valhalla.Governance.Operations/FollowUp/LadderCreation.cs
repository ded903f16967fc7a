using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>What storing a ladder did.</summary>
/// <param name="Status">Whether a ladder was made.</param>
/// <param name="Tasks">The open ladder by step.</param>
/// <param name="Earlier">The answer stored for the key, when it was seen before; then nothing was done.</param>
internal readonly record struct LadderCreation(
    CreateLadderStatus Status, IReadOnlyList<FollowUpTask> Tasks, StoredAnswer? Earlier = null);
