namespace Valhalla.Governance.GoNoGo;

/// <summary>The one criterion that a signature decides. It is shown with the others and no part of the hash.</summary>
internal static class OnCallAckRules
{
    /// <param name="signOffs">The signatures that count now.</param>
    public static CriterionResult Judge(IEnumerable<SignOff> signOffs)
    {
        if (signOffs.FirstOrDefault(static signed => signed.Role == SignOffRole.OnCall) is not { } ack)
        {
            return new CriterionResult(
                GoNoGoCriteria.OnCallAck, CriterionStatus.Missing, null, "Nobody has signed as ON_CALL.");
        }

        var criterion = GoNoGoCriteria.OnCallAck;
        var evidence = new Evidence(
            criterion.Signal, EvidenceValue.Of(true), ack.SignedAt, ack.Comment, ack.Author.Name);
        return new CriterionResult(criterion, CriterionStatus.Pass, evidence, $"{ack.Author.Name} has signed.");
    }
}
