using System.Collections.ObjectModel;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>Ladders and claims to test with.</summary>
internal static class Ladders
{
    public static readonly FollowUpJudge OpenEverywhere = (_, _, _) =>
        ValueTask.FromResult<IReadOnlyDictionary<long, DateTimeOffset>>(ReadOnlyDictionary<long, DateTimeOffset>.Empty);

    /// <summary>Six tasks that are due, one a minute, the last of them a minute ago.</summary>
    public static IReadOnlyList<FollowUpSlot> Due(DateTimeOffset now) =>
        [.. Enumerable.Range(0, 6).Select(step => new FollowUpSlot(
            now.AddMinutes(step - 7), now.AddMinutes(step - 6)))];

    public static NewLadder NewLadderOf(string leadId) =>
        new(new CreateLadderRequest(leadId, new ProvinceCode("ON")), Due);

    public static FollowUpClaimOrder Order(int limit) =>
        new("dialer", Guid.NewGuid(), limit, TimeSpan.FromMinutes(5));

    public static ValueTask<IReadOnlyDictionary<long, DateTimeOffset>> Postpone(
        IReadOnlyList<FollowUpTask> tasks, DateTimeOffset until) =>
        ValueTask.FromResult<IReadOnlyDictionary<long, DateTimeOffset>>(
            tasks.Where(task => task.Channel == ContactChannel.Sms).ToDictionary(task => task.Id, _ => until));
}
