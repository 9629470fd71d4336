#pragma once

namespace trato {

/// One member of a record, and its name outside the program.
template <typename C, typename T>
struct Field {
    const char *name;
    T C::*member;
};
template <typename C, typename T>
constexpr Field<C, T> field(const char *name, T C::*member)
{
    return {name, member};
}

/// The members of a record: a function that hands all of them to what it is given. Not a std::tuple, whose constructors cost
/// the compiler seconds in every file that only includes a record.
template <typename... Fields>
constexpr auto fieldList(Fields... fields)
{
    return [fields...](auto &&take) { return take(fields...); };
}

} // namespace trato
