namespace Valhalla.Governance.Notices;

/// <summary>A dead letter before it is stored.</summary>
internal sealed record NewDeadLetter(string NoticeJson, int Attempts, string LastError);
