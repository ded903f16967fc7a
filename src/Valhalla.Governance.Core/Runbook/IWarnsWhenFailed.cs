namespace Valhalla.Governance.Runbook;

/// <summary>Marks a check that is listed among the warnings when it fails, although its severity is lower.</summary>
internal interface IWarnsWhenFailed : IRunbookCheck;
