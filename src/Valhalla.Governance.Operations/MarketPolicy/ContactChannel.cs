namespace Valhalla.Governance;

/// <summary>How a person is contacted.</summary>
public enum ContactChannel
{
    /// <summary>A text message (<c>SMS</c>).</summary>
    Sms = 0,

    /// <summary>A telephone call (<c>CALL</c>).</summary>
    Call = 1,
}
