module campus-example

go 1.19

replace campus => ./generated
